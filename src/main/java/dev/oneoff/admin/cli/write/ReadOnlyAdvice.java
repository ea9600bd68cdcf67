package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.session.WriteWindow;
import java.sql.SQLException;

/** Warns if PostgreSQL's read-only transaction is all that protects the data from a console. */
public final class ReadOnlyAdvice {

  private ReadOnlyAdvice() {}

  public static void give(Database database, WriteWindow window, Console console)
      throws SQLException {
    // A datasource of another address has no other one for reading.
    if (window.isOpen()
        || database.readOnlyLocation().isPresent()
        || !database.settings().ofMain()) {
      return;
    }
    boolean matters;
    try {
      matters = Environment.matters(database.settings(), database.directDataSource());
    } catch (SQLException e) {
      if (SqlState.of(e) == SqlState.FORBIDDEN) {
        // A role with so few privileges needs no advice.
        return;
      }
      throw e;
    }
    if (matters) {
      console.say("DATABASE_READONLY_URL is not set: this reads as a role that could write.");
    }
  }
}
