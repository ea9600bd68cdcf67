package dev.oneoff.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A jar with the environment that its processes get. Nothing of this machine's own settings reaches
 * them. Immutable: each {@code with…} gives another one.
 */
final class App {

  private static final Path JAVA = javaHome().resolve("bin/java");
  private static final App PACKAGED =
      of(Path.of(System.getProperty("oneoff.jar", "target/app.jar")).toAbsolutePath())
          .withClassArchive();

  private final Path jar;
  private final Map<String, String> environment;
  private final List<String> jvmOptions;
  private final boolean warm;

  private App(Path jar, Map<String, String> environment, List<String> jvmOptions, boolean warm) {
    this.jar = jar;
    this.environment = environment;
    this.jvmOptions = jvmOptions;
    this.warm = warm;
  }

  /** The Java on which the jar is tested. */
  static Path javaHome() {
    return Path.of(System.getProperty("oneoff.java.home", System.getProperty("java.home")));
  }

  /** The service's own jar. */
  static App packaged() {
    return PACKAGED;
  }

  static App of(Path jar) {
    return new App(jar, Map.of(), List.of(), false);
  }

  Path jar() {
    return jar;
  }

  App on(JarPostgres.Database database) {
    return with("DATABASE_URL", database.url()).with("ONEOFF_ENVIRONMENT", "test");
  }

  App with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new App(jar, more, jvmOptions, warm);
  }

  App without(String variable) {
    Map<String, String> less = new LinkedHashMap<>(environment);
    less.remove(variable);
    return new App(jar, less, jvmOptions, warm);
  }

  /** In a process of its own, unless {@link #warm} is asked for afterwards. */
  App withJvmOption(String option) {
    return withJvmOptions(List.of(option));
  }

  App withJvmOptions(List<String> options) {
    List<String> more = new ArrayList<>(jvmOptions);
    more.addAll(options);
    return new App(jar, environment, more, false);
  }

  /** The same jar, which starts faster. */
  App withClassArchive() {
    List<String> more = new ArrayList<>(jvmOptions);
    more.addAll(ClassArchive.flags(this, JAVA));
    return new App(jar, environment, more, warm);
  }

  /**
   * The same, whose {@link #run} starts a process only for what boots; whatever else runs in one
   * that is warm. For tests in which the process itself is not what is tried.
   */
  App warm() {
    return new App(jar, environment, jvmOptions, true);
  }

  /** Runs to the end. */
  JarRun run(String... arguments) {
    Optional<JarRun> done = warm ? runWarm(arguments) : Optional.empty();
    return done.orElseGet(() -> start(arguments).await());
  }

  private Optional<JarRun> runWarm(String... arguments) {
    List<String> java = command().subList(0, command().indexOf("-jar"));
    Path out = file(".out");
    Path err = file(".err");
    return WarmProcess.of(jar, java).run(environment, List.of(arguments), out, err);
  }

  /** Starts it, and does not wait for its end. */
  JarRun start(String... arguments) {
    List<String> command = command();
    command.addAll(List.of(arguments));
    return launch(command);
  }

  /** Runs a line of bash in which {@code $APP} is the program, with pipefail. */
  JarRun bash(String line) {
    return launch(List.of("bash", "-o", "pipefail", "-c", line.replace("$APP", line()))).await();
  }

  /** As a line of the shell's. */
  String line(String... arguments) {
    List<String> command = command();
    command.addAll(List.of(arguments));
    return String.join(" ", command.stream().map(word -> "'" + word + "'").toList());
  }

  Map<String, String> environment() {
    return environment;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    // They are short, and most of their time is the second compiler's.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(jvmOptions);
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  private JarRun launch(List<String> command) {
    try {
      Path out = file(".out");
      Path err = file(".err");
      ProcessBuilder builder = DefaultSignals.process(command);
      builder.environment().keySet().removeIf(App::ofThisMachine);
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      return new JarRun(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String ending) {
    try {
      Path written = Files.createDirectories(ForkDirectory.of("written"));
      return Files.createTempFile(written, "app", ending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean ofThisMachine(String variable) {
    return variable.matches("(DATABASE|QUARKUS|ONEOFF|KUBERNETES|PG|JAVA|JDK)_?.*");
  }
}
