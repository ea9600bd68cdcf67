package dev.oneoff.it;

import java.util.ArrayList;
import java.util.List;

/**
 * Processes that heed each signal, whoever runs the build: what {@code nohup} or cron starts
 * ignores SIGINT or SIGHUP, and so do its children, unless told otherwise. Every process that a
 * test may signal, or that starts one, comes from here.
 */
final class DefaultSignals {

  private DefaultSignals() {}

  static ProcessBuilder process(String... command) {
    return process(List.of(command));
  }

  static ProcessBuilder process(List<String> command) {
    // It becomes the program: the process's id stays.
    List<String> whole = new ArrayList<>(List.of("env", "--default-signal"));
    whole.addAll(command);
    return new ProcessBuilder(whole);
  }
}
