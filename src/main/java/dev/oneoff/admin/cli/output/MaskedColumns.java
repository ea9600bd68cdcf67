package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.origin.Mask;
import dev.oneoff.admin.database.session.SqlColumn;
import java.util.List;

/** Says once per result that more columns are masked than those that were marked. */
public final class MaskedColumns {

  private static final String WHY =
      "Values derived from a sensitive column are masked too, and so are values that cannot be"
          + " traced to other columns. --unmask --reason \"…\" shows them.";

  private MaskedColumns() {}

  public static void say(List<SqlColumn> columns, Console console) {
    if (columns.stream().anyMatch(column -> column.mask() == Mask.COMPUTED)) {
      console.sayOnce(WHY);
    }
  }
}
