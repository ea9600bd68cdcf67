package dev.oneoff.admin.cli;

import dev.oneoff.admin.cli.format.Format;
import picocli.CommandLine.Option;

/** {@code --format}, of whatever prints a list or a table. */
public final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "How the rows are printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TABLE;

  public Format format() {
    return format;
  }
}
