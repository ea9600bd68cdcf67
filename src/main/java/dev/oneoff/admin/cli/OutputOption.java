package dev.oneoff.admin.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --output}, of whatever can go to a file. */
public final class OutputOption {

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Writes to this file instead of stdout. It gets its name only when it is whole; its ending says the format where no option does.")
  private @Nullable Path file;

  /** Opens the file, or gives stdout where none was named. Open it before the work begins. */
  public Output open(Console console) {
    return file == null ? new StandardOutput(console) : AtomicFile.at(file);
  }

  /** Nothing is stdout. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** How the file's name ends, without the dot and in small letters: {@code csv}. */
  public Optional<String> ending() {
    if (file == null) {
      return Optional.empty();
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.of(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
