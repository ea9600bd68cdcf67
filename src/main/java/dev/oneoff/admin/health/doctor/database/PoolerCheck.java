package dev.oneoff.admin.health.doctor.database;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.lock.Pooling;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether there is a way past a pooler that gives each transaction another session: locks,
 * migrations and consoles need one that is theirs.
 */
@Dependent
class PoolerCheck implements Check {

  @Override
  public String name() {
    return "pooler";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    // What is away is noticed here, by what the checks share.
    dataSource.getConnection().close();
    // Past the pool, whose connections are in transactions.
    Database database = new Database(settings, "doctor", announced -> {});
    return Pooling.changesSessions(database)
        ? List.of(
            Finding.error(
                "A pooler in transaction mode stands before "
                    + database.location()
                    + ", and there is no way past it: what needs a lock is refused.",
                "Set DATABASE_DIRECT_URL to the database's own address."))
        : List.of();
  }
}
