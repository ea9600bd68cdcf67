package dev.oneoff.admin.cli.write;

import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.session.WriteWindow;
import java.sql.SQLException;
import java.util.Optional;

/** Warns if PostgreSQL's read-only transaction is all that protects the data from a console. */
public final class ReadOnlyAdvice {

  private ReadOnlyAdvice() {}

  public static void give(Database database, WriteWindow window, Console console)
      throws SQLException {
    if (window.isOpen() || database.readOnlyLocation().isPresent()) {
      return;
    }
    Optional<String> environment;
    try {
      environment = Environment.of(database).name();
    } catch (SQLException e) {
      if (SqlState.of(e) == SqlState.FORBIDDEN) {
        // A role with so few privileges needs no advice.
        return;
      }
      throw e;
    }
    if (environment.isPresent() && !Settings.harmless(environment.get())) {
      console.say("DATABASE_READONLY_URL is not set: this reads as a role that could write.");
    }
  }
}
