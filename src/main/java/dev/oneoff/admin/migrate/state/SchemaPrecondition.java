package dev.oneoff.admin.migrate.state;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Precondition;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import javax.sql.DataSource;

/**
 * A task's code is written for this release's schema. A schema that is ahead is no reason to
 * refuse: migrations only move forward, so the old release can still work.
 */
@AutoService(Precondition.class)
public final class SchemaPrecondition implements Precondition {

  @Override
  public void require(DataSource dataSource, Settings settings) throws Exception {
    SchemaVersion version =
        SchemaVersion.of(new Migrations(settings, dataSource).statusesWithoutDescription());
    if (version.behind()) {
      throw AdminException.refused(
          "Nothing was started, because the schema is behind this release: "
              + ChangesetStatus.count(version.pending())
              + " pending. Run 'migrate' first.");
    }
  }
}
