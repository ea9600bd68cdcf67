package dev.oneoff.admin.migrate.state;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Fact;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The schema's version: the last changeset that ran, and what is pending. It is queried until
 * nothing is pending, and then no more: in a server everything that needs it shares the bean, and
 * Liquibase reads the changelog once. Readiness queries it until nothing of the service is.
 */
@Singleton
@AutoService(Fact.class)
public final class SchemaFact implements Fact {

  private final Lock asking = new ReentrantLock();
  private volatile @Nullable List<ChangesetStatus> settled;
  private volatile @Nullable SchemaVersion settledOfService;

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String value(DataSource dataSource, Settings settings) throws Exception {
    return SchemaVersion.of(changesets(dataSource, settings)).toString();
  }

  /** Of the service's own schema: a server works without the toolkit's tables. */
  SchemaVersion ofService(DataSource dataSource, Settings settings) throws Exception {
    SchemaVersion known = settledOfService;
    return known == null ? ofService(changesets(dataSource, settings)) : known;
  }

  private static SchemaVersion ofService(List<ChangesetStatus> changesets) {
    return SchemaVersion.of(changesets.stream().filter(ChangesetStatus::ofService).toList());
  }

  private List<ChangesetStatus> changesets(DataSource dataSource, Settings settings)
      throws Exception {
    List<ChangesetStatus> known = settled;
    if (known != null) {
      return known;
    }
    // Waiting behind a hanging query would hang as well, one thread per probe.
    if (!asking.tryLock(2, TimeUnit.SECONDS)) {
      throw AdminException.unavailable("The database has not answered yet.", null);
    }
    try {
      List<ChangesetStatus> changesets =
          new Migrations(settings, dataSource).statusesWithoutDescription();
      if (!ofService(changesets).behind()) {
        settledOfService = ofService(changesets);
      }
      if (!SchemaVersion.of(changesets).behind()) {
        settled = changesets;
      }
      return changesets;
    } finally {
      asking.unlock();
    }
  }
}
