package dev.oneoff.it;

import dev.oneoff.admin.cli.WarmCommand;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the jar that runs one command line after another ({@link WarmCommands}), because
 * most of what a start costs is Java's. For command lines that boot nothing, where the process
 * itself is not what is tried. One for each jar and options of Java, and for each process of the
 * test run.
 */
final class WarmProcess {

  private static final Map<List<String>, WarmProcess> RUNNING = new HashMap<>();

  private static final List<Class<?>> ITS_CLASSES =
      List.of(WarmCommands.class, WarmToolkit.class, WarmCommand.class);

  private final DataOutputStream lines;
  private final DataInputStream codes;
  private final Process process;

  private WarmProcess(Process process) {
    this.process = process;
    this.lines = new DataOutputStream(process.getOutputStream());
    this.codes = new DataInputStream(process.getInputStream());
  }

  static synchronized WarmProcess of(Path jar, List<String> java) {
    List<String> which = new ArrayList<>(java);
    which.add(jar.toString());
    return RUNNING.compute(
        which,
        (key, running) ->
            running != null && running.process.isAlive() ? running : start(jar, java));
  }

  private static WarmProcess start(Path jar, List<String> java) {
    try {
      Path log =
          Files.createDirectories(ForkDirectory.of("warm")).resolve(jar.getFileName() + ".log");
      ProcessBuilder builder = DefaultSignals.process(java);
      builder
          .command()
          .addAll(
              List.of(
                  "--add-opens=java.base/java.lang=ALL-UNNAMED",
                  "--add-opens=java.base/java.util=ALL-UNNAMED",
                  "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                  "-cp",
                  jar + ":" + classes(),
                  WarmCommands.class.getName()));
      builder.environment().keySet().removeIf(App::ofThisMachine);
      return new WarmProcess(builder.redirectError(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Alone: nothing else of the tests is to be found beside the jar.
  private static Path classes() throws IOException {
    Path directory = ForkDirectory.of("warm/classes").toAbsolutePath();
    for (Class<?> each : ITS_CLASSES) {
      String file = each.getName().replace('.', '/') + ".class";
      Files.createDirectories(directory.resolve(file).getParent());
      try (InputStream from = each.getClassLoader().getResourceAsStream(file);
          OutputStream to = Files.newOutputStream(directory.resolve(file))) {
        from.transferTo(to);
      }
    }
    return directory;
  }

  /** Runs a command line to its end, unless it boots. */
  synchronized Optional<JarRun> run(
      Map<String, String> environment, List<String> arguments, Path out, Path err) {
    try {
      write(List.of(out.toString(), err.toString()));
      write(List.copyOf(environment.keySet()));
      write(List.copyOf(environment.values()));
      write(arguments);
      lines.flush();
      int code =
          CompletableFuture.supplyAsync(this::read).get(JarRun.LIMIT.toSeconds(), TimeUnit.SECONDS);
      return code == WarmCommand.BOOTS
          ? Optional.empty()
          : Optional.of(new JarRun(new EndedProcess(code), out, err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError(arguments + " did not end; see target/*/warm/*.log", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private int read() {
    try {
      return codes.readInt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<String> words) throws IOException {
    lines.writeInt(words.size());
    for (String word : words) {
      lines.writeUTF(word);
    }
  }
}
