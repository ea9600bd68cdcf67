package dev.oneoff.it;

import java.nio.file.Path;

/** Where a process of the tests keeps what the others beside it must not touch. */
final class ForkDirectory {

  private ForkDirectory() {}

  static Path of(String name) {
    return Path.of("target", System.getProperty("oneoff.fork", "it-1"), name);
  }
}
