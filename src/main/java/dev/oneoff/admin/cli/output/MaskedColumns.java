package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.origin.Mask;
import dev.oneoff.admin.database.session.SqlColumn;
import java.util.List;

/** Says once per result that more columns are masked than those that were marked. */
public final class MaskedColumns {

  private static final String WHY =
      "What is made of a sensitive column is masked too, and so is what cannot be traced to columns"
          + " that are not. --unmask --reason \"…\" shows it.";

  private MaskedColumns() {}

  public static void say(List<SqlColumn> columns, Console console) {
    if (columns.stream().anyMatch(column -> column.mask() == Mask.COMPUTED)) {
      console.sayOnce(WHY);
    }
  }
}
