package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.entity.Entities;
import dev.oneoff.admin.entity.PersistenceUnits;
import dev.oneoff.admin.run.items.ItemSources;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import javax.sql.DataSource;
import org.hibernate.Session;

/** What tasks use of the booted service. */
@Dependent
@Unremovable
public class TaskApplication {

  private static final int STATEMENTS = 500;

  private final DataSource dataSource;
  private final Entities entities;
  private final ItemSources sources;

  TaskApplication(Entities entities) {
    this.dataSource = Pools.administered();
    this.entities = entities;
    this.sources = new ItemSources(dataSource, this::openSession, entities.masking());
  }

  DataSource dataSource() {
    return dataSource;
  }

  ItemSources sources() {
    return sources;
  }

  /** The session of the transaction that is open when it is used. */
  Session session() {
    return openSession();
  }

  private Session openSession() {
    entities.requireOneTenant();
    return PersistenceUnits.required().session();
  }

  /** Closes idle connections. */
  void rest() {
    if (dataSource instanceof AgroalDataSource pool) {
      pool.flush(AgroalDataSource.FlushMode.IDLE);
    }
  }

  /** Flushes entity changes to the database; a service may have no entities. */
  void flush() {
    PersistenceUnits.administered()
        .map(PersistenceUnits.Unit::session)
        .ifPresent(
            session -> {
              // However small the service's own JDBC batches are.
              session.unwrap(Session.class).setJdbcBatchSize(STATEMENTS);
              session.flush();
            });
  }
}
