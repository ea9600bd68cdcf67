package dev.oneoff.admin.entity;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlFailure;
import java.sql.SQLException;

/** Tells why PostgreSQL would not read, where its own words need more. */
final class ReadingFailure {

  private ReadingFailure() {}

  static Exception explain(Exception e, SessionLimits limits) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known;
      }
      if (t instanceof SQLException refused) {
        return explain(e, refused, limits);
      }
    }
    return e;
  }

  private static Exception explain(Exception e, SQLException refused, SessionLimits limits) {
    if (SqlFailure.wouldWrite(refused)) {
      String said = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
      return AdminException.refused("A query only reads: " + said.replace("ERROR: ", "") + ".", e);
    }
    return SqlFailure.ofLimits(refused, limits).<Exception>map(known -> known).orElse(e);
  }
}
