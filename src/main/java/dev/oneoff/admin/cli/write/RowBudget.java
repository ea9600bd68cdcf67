package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many rows one statement may update and delete.
 *
 * @param given on the command line; more is refused
 * @param unasked the limit otherwise; more needs confirmation
 */
public record RowBudget(OptionalLong given, long unasked) {

  /**
   * From an option and the settings.
   *
   * @throws AdminException {@code USAGE} or {@code CONFIGURATION} if negative
   */
  static RowBudget of(@Nullable Long option, Settings settings) {
    if (option != null && option < 0) {
      throw AdminException.usage("--rows-at-most must be 0 or more.");
    }
    long unasked = settings.of(OwnSetting.CONSOLE_ROWS_UNASKED);
    if (unasked < 0) {
      throw AdminException.configuration(
          OwnSetting.CONSOLE_ROWS_UNASKED + " must be 0 or more.", null);
    }
    return new RowBudget(option == null ? OptionalLong.empty() : OptionalLong.of(option), unasked);
  }

  /**
   * Of one statement.
   *
   * @param everyRow whether it has no condition on the rows
   */
  long most(boolean everyRow) {
    return given.orElse(everyRow ? 0 : unasked);
  }
}
