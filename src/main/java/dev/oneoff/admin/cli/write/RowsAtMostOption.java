package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --rows-at-most}, for a console. */
public final class RowsAtMostOption {

  @Option(
      names = "--rows-at-most",
      paramLabel = "N",
      description = {
        "The most rows that each statement may update or delete; one that does more is rolled back (3).",
        "Without it, you are asked first about a statement without WHERE, or of more rows than oneoff.console.rows-unasked (1,000)."
      })
  private @Nullable Long rows;

  public boolean given() {
    return rows != null;
  }

  /**
   * Refuses it if nothing can be written.
   *
   * @param writes whether writing is possible, now or later
   * @throws AdminException {@code USAGE}
   */
  public void check(boolean writes) {
    if (given() && !writes) {
      throw AdminException.usage("--rows-at-most is for writes: add --write --reason \"…\".");
    }
  }

  /**
   * The budget from the option and the settings.
   *
   * @throws AdminException {@code USAGE} or {@code CONFIGURATION} if negative
   */
  public RowBudget budget(Settings settings) {
    return RowBudget.of(rows, settings);
  }
}
