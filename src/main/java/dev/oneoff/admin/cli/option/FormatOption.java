package dev.oneoff.admin.cli.option;

import dev.oneoff.admin.cli.format.Format;
import picocli.CommandLine.Option;

/** {@code --format}, for anything that prints a list or a table. */
public final class FormatOption {

  /** For commands where it excludes other options and so cannot be mixed in. */
  public static final String DESCRIPTION =
      "How the rows are printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = DESCRIPTION)
  private Format format = Format.TABLE;

  public Format format() {
    return format;
  }
}
