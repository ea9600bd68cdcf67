package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --rows-at-most}, of a console. */
public final class RowsAtMostOption {

  @Option(
      names = "--rows-at-most",
      paramLabel = "N",
      description = {
        "The most rows that each statement may update or delete; one that does more is rolled back (3).",
        "Without it, you are asked first about a statement without WHERE, or of more than 1,000 rows."
      })
  private @Nullable Long rows;

  public boolean given() {
    return rows != null;
  }

  /**
   * Refuses it where nothing can be written.
   *
   * @param writes whether that can be, sooner or later
   * @throws AdminException {@code USAGE}
   */
  public void check(boolean writes) {
    if (given() && !writes) {
      throw AdminException.usage(
          "--rows-at-most is for what is written: say --write --reason \"…\" too.");
    }
  }

  /**
   * What it says, and what the settings do.
   *
   * @throws AdminException {@code USAGE} or {@code CONFIGURATION} for less than nothing
   */
  public RowBudget budget(Settings settings) {
    return RowBudget.of(rows, settings);
  }
}
