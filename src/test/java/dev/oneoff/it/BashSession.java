package dev.oneoff.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A bash into which one types; what it prints to stdout and stderr comes as one text, in order. */
final class BashSession implements AutoCloseable {

  /** Goes on a line of its own, also after output that does not end one. */
  private final String end = "end-" + UUID.randomUUID();

  private final Process bash;
  private final Writer input;
  private final BufferedReader output;

  BashSession(Path directory, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = DefaultSignals.process("bash", "--noprofile", "--norc");
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(App::ofThisMachine);
    builder.environment().putAll(environment);
    bash = builder.start();
    input = bash.outputWriter(StandardCharsets.UTF_8);
    output = bash.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Runs a line to its end; jobs in the background go on. Trailing blanks and lines are dropped.
   */
  String run(String line) throws IOException {
    // No program may read what is typed next, and $? is the line's own for the next one.
    input.write(
        "{\n%s\n} </dev/null\nstatus=$?; printf '\\n%s\\n'; (exit $status)\n".formatted(line, end));
    input.flush();
    List<String> lines = new ArrayList<>();
    for (String printed = output.readLine(); !end.equals(printed); printed = output.readLine()) {
      if (printed == null) {
        throw new AssertionError("bash ended in '" + line + "' after: " + lines);
      }
      lines.add(printed.stripTrailing());
    }
    return String.join("\n", lines).stripTrailing();
  }

  /** Ends it and what it started, by their ids. */
  @Override
  public void close() {
    List<ProcessHandle> processes = new ArrayList<>(bash.descendants().toList());
    processes.add(bash.toHandle());
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }
}
