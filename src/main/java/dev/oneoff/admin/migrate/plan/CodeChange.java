package dev.oneoff.admin.migrate.plan;

import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomSqlChange;
import liquibase.change.custom.CustomSqlRollback;

/**
 * Distinguishes code from SQL: Liquibase runs a change that is code as soon as its SQL is
 * requested.
 */
public final class CodeChange {

  private CodeChange() {}

  public static boolean forwards(Change change) {
    return change instanceof ExecuteShellCommandChange
        || (change instanceof CustomChangeWrapper custom
            && !(custom.getCustomChange() instanceof CustomSqlChange));
  }

  public static boolean backwards(Change change) {
    return change instanceof CustomChangeWrapper custom
        && !(custom.getCustomChange() instanceof CustomSqlRollback);
  }
}
