package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.AtomicFile;
import dev.oneoff.admin.cli.output.Output;
import dev.oneoff.admin.cli.output.StandardOutput;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --output}, for anything that can go to a file. */
public final class OutputOption {

  // All of them mean stdout. Opened by its device path, a file that stdout is appended to would be
  // replaced.
  private static final Set<Path> STDOUT =
      Set.of(
          Path.of("-"), Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Writes to this file instead of stdout. The file gets its name only when it is complete; its extension sets the format unless an option does. '-' is stdout.")
  private @Nullable Path file;

  /** Opens the file, or returns stdout if none was named. Open it before the work begins. */
  public Output open(Console console) {
    return file().<Output>map(AtomicFile::at).orElseGet(() -> new StandardOutput(console));
  }

  /** Empty means stdout. */
  public Optional<Path> file() {
    return Optional.ofNullable(file).filter(named -> !STDOUT.contains(named));
  }

  /** The file's extension, without the dot and in lower case: {@code csv}. */
  public Optional<String> ending() {
    return file()
        .map(named -> String.valueOf(named.getFileName()))
        .filter(name -> name.contains("."))
        .map(name -> name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
