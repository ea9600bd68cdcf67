package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.DatabaseFailure;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/** What Flyway throws, in the words of the toolkit. */
final class FlywayFailure {

  private FlywayFailure() {}

  /** Of something that is not one migration. */
  static Exception of(Exception failure) {
    Exception cause = cause(failure);
    if (!(cause instanceof FlywayException)
        || DatabaseFailure.anywhere().explain(failure).isPresent()) {
      return cause;
    }
    return AdminException.refused("Flyway refuses that: " + sentence(failure), failure);
  }

  /** What is behind it: a refusal of ours, the database's, or else itself. */
  static Exception cause(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException || t instanceof SQLException) {
        return (Exception) t;
      }
    }
    return failure;
  }

  /** Nothing ran, for this reason of Flyway's. */
  static AdminException refusal(String why) {
    return AdminException.refused(
        "Nothing ran, because Flyway does not accept the migrations: " + sentence(why));
  }

  static String sentence(Exception failure) {
    return sentence(String.valueOf(failure.getMessage()));
  }

  /** In one line. */
  static String sentence(String why) {
    String line = why.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.endsWith(".") ? line : line + ".";
  }
}
