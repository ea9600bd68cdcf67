package dev.oneoff.admin.migrate;

import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomSqlChange;
import liquibase.change.custom.CustomSqlRollback;

/**
 * Tells code from SQL: a change that is code is run by Liquibase as soon as its SQL is asked for.
 */
final class CodeChange {

  private CodeChange() {}

  static boolean forwards(Change change) {
    return change instanceof ExecuteShellCommandChange
        || (change instanceof CustomChangeWrapper custom
            && !(custom.getCustomChange() instanceof CustomSqlChange));
  }

  static boolean backwards(Change change) {
    return change instanceof CustomChangeWrapper custom
        && !(custom.getCustomChange() instanceof CustomSqlRollback);
  }
}
