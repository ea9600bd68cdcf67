package dev.oneoff.admin.migrate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import dev.oneoff.admin.migrate.liquibase.QuietLiquibase;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Objects;
import liquibase.changelog.RanChangeSet;

/** Names the schema's current state, on the row of the last changeset that ran. */
public final class SchemaTag {

  private final Migrations migrations;

  public SchemaTag(Migrations migrations) {
    this.migrations = migrations;
  }

  /** The changeset that has the tag now. */
  public String set(String tag) throws Exception {
    return QuietLiquibase.call(
        () -> {
          try (ChangelogRun run = migrations.open()) {
            return set(tag, run);
          }
        });
  }

  private static String set(String tag, ChangelogRun run) throws Exception {
    List<RanChangeSet> rows = run.applied().all();
    if (rows.isEmpty()) {
      throw AdminException.refused(
          "There is nothing to tag: no changeset has run. Run migrate first.");
    }
    RanChangeSet last = rows.get(rows.size() - 1);
    for (RanChangeSet row : rows) {
      if (tag.equals(row.getTag()) && !row.equals(last)) {
        throw AdminException.refused(
            "The tag '" + tag + "' is already at " + name(row) + ". Choose another one.");
      }
    }
    if (last.getTag() != null && !last.getTag().equals(tag)) {
      throw AdminException.refused(
          name(last) + " already has the tag '" + last.getTag() + "', and can have only one.");
    }
    run.connection().setAutoCommit(true);
    try (PreparedStatement update =
        run.connection()
            .prepareStatement(
                "update "
                    + run.table()
                    + " set tag = ? where id = ? and author = ? and filename = ?")) {
      update.setString(1, tag);
      update.setString(2, last.getId());
      update.setString(3, last.getAuthor());
      update.setString(4, last.getChangeLog());
      update.executeUpdate();
    }
    return name(last);
  }

  private static String name(RanChangeSet row) {
    return Objects.toString(row.getChangeLog()) + "::" + row.getId();
  }
}
