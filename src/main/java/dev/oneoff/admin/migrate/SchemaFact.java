package dev.oneoff.admin.migrate;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.Fact;
import dev.oneoff.admin.Settings;
import javax.sql.DataSource;

/**
 * The schema's version for {@code about}: the last changeset of the service that ran, and what is
 * pending.
 */
@AutoService(Fact.class)
public final class SchemaFact implements Fact {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String value(DataSource dataSource, Settings settings) throws Exception {
    return SchemaVersion.of(new Migrations(settings, dataSource).standing()).toString();
  }
}
