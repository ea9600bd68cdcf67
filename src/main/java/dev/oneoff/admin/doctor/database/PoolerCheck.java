package dev.oneoff.admin.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.Pooler;
import dev.oneoff.admin.database.lock.TransactionPooler;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Whether there is a way around a pooler that runs each transaction in a different session: locks,
 * migrations and consoles need one of their own. And whether the service was told to prepare
 * statements although the pooler does not carry them along.
 */
@Dependent
class PoolerCheck implements Check {

  @Override
  public String name() {
    return "pooler";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    boolean prepares;
    // If it is down, this is noticed here, through what the checks share.
    try (Connection pooled = dataSource.getConnection()) {
      prepares = pooled.unwrap(PGConnection.class).getPrepareThreshold() > 0;
    }
    // Bypassing the pool, whose connections are in transactions.
    Database database = new Database(settings, "doctor", announced -> {});
    List<Finding> findings = new ArrayList<>();
    if (TransactionPooler.changesSessions(database)) {
      findings.add(
          Finding.error(
              "A pooler in transaction mode is in front of "
                  + database.location()
                  + ", and there is no way around it: whatever needs a session is refused.",
              "Set DATABASE_DIRECT_URL to the database's own address."));
    }
    if (prepares && losesStatements(database)) {
      findings.add(
          Finding.error(
              "The pooler in front of "
                  + database.location()
                  + " loses the statements that the service's prepareThreshold lets it prepare:"
                  + " requests fail.",
              "Leave out prepareThreshold or set it to 0, or use PgBouncer 1.21 or later with"
                  + " max_prepared_statements."));
    }
    return findings;
  }

  private static boolean losesStatements(Database database) throws SQLException {
    try (Connection connection = database.connect()) {
      return Pooler.before(connection) && !Pooler.carriesStatements(connection);
    }
  }
}
