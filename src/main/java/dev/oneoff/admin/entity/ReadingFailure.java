package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.SqlState;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlFailure;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Explains why PostgreSQL would not read, if its own message needs more context. */
final class ReadingFailure {

  // Nobody types table and column names there.
  private static final Set<SqlState> OF_THE_MAPPING =
      EnumSet.of(SqlState.NO_SUCH_TABLE, SqlState.NO_SUCH_COLUMN);

  private ReadingFailure() {}

  static Exception explain(Exception e, SessionLimits limits, DatabaseFailure failure) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known;
      }
    }
    Optional<SQLException> said = SqlState.failure(e);
    if (SqlState.of(e) == SqlState.READ_ONLY) {
      return AdminException.refused(
          "A query only reads: " + said.map(SqlState::message).orElse("") + ".", e);
    }
    return said.flatMap(refused -> SqlFailure.ofLimits(refused, limits))
        .or(() -> failure.explain(e))
        .or(
            () ->
                said.map(
                    refused ->
                        OF_THE_MAPPING.contains(SqlState.of(refused))
                            ? AdminException.refused(
                                "The schema does not match this release's entities: "
                                    + SqlState.message(refused)
                                    + ". 'migrate status' says what is pending.",
                                e)
                            : AdminException.failed(
                                "PostgreSQL refuses it: " + SqlState.message(refused) + ".", e)))
        .<Exception>map(known -> known)
        .orElse(e);
  }
}
