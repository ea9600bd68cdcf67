package dev.oneoff.admin.transfer;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --format}, for files that other programs read and write. */
public final class RowFormatOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "The file's format: ${COMPLETION-CANDIDATES}. Default: from the file's extension, else csv. A name that ends in .gz means gzip.")
  private @Nullable RowFormat format;

  /** Whether it was given. */
  public boolean given() {
    return format != null;
  }

  /** The format of a file's rows; of stdin or stdout if there is no file. */
  public FileForm of(Optional<Path> file) {
    return FileForm.of(Optional.ofNullable(format), file);
  }
}
