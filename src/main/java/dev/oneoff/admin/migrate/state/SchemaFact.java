package dev.oneoff.admin.migrate.state;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Fact;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.Migrations;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The schema's version: the last changeset of the service that ran, and what is pending. It is
 * queried until nothing is pending, and then no more: in a server everything that needs it shares
 * the bean, and Liquibase reads the changelog once.
 */
@Singleton
@AutoService(Fact.class)
public final class SchemaFact implements Fact {

  private final Lock asking = new ReentrantLock();
  private volatile @Nullable SchemaVersion settled;

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String value(DataSource dataSource, Settings settings) throws Exception {
    return version(dataSource, settings).toString();
  }

  SchemaVersion version(DataSource dataSource, Settings settings) throws Exception {
    SchemaVersion known = settled;
    if (known != null) {
      return known;
    }
    // Waiting behind a hanging query would hang as well, one thread per probe.
    if (!asking.tryLock(2, TimeUnit.SECONDS)) {
      throw AdminException.unavailable("The database has not answered yet.", null);
    }
    try {
      SchemaVersion version =
          SchemaVersion.of(new Migrations(settings, dataSource).statusesWithoutDescription());
      settled = version.behind() ? null : version;
      return version;
    } finally {
      asking.unlock();
    }
  }
}
