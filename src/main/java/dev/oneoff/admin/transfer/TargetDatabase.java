package dev.oneoff.admin.transfer;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Precondition;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.ledger.Ledger;

/** What must be true of a database before rows are loaded into it. */
public final class TargetDatabase {

  private TargetDatabase() {}

  /**
   * Checks that it may be written to, and has all tables of this release.
   *
   * @return its environment
   * @throws AdminException {@code REFUSED} if not
   */
  public static String require(Database database) throws Exception {
    new Ledger(database).require();
    Precondition.requireAll(database.dataSource(), database.settings());
    return Environment.of(database).requireForWriting();
  }
}
