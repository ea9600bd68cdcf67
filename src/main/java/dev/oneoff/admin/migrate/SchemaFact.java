package dev.oneoff.admin.migrate;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Fact;
import dev.oneoff.admin.Settings;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The schema's version: the last changeset of the service that ran, and what is pending. It is
 * asked until nothing is, and then no more, since a schema only goes on: in a server all that want
 * to know it share the one that is a bean, and Liquibase reads the changelog once.
 */
@Singleton
@AutoService(Fact.class)
public final class SchemaFact implements Fact {

  private @Nullable SchemaVersion settled;

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String value(DataSource dataSource, Settings settings) throws Exception {
    return version(dataSource, settings).toString();
  }

  synchronized SchemaVersion version(DataSource dataSource, Settings settings) throws Exception {
    SchemaVersion version = settled;
    if (version == null) {
      version = SchemaVersion.of(new Migrations(settings, dataSource).standing());
      settled = version.behind() ? null : version;
    }
    return version;
  }
}
