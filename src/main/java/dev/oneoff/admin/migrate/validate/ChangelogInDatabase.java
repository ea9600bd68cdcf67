package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.plan.PlannedStatement;
import dev.oneoff.admin.migrate.plan.TableLock;
import dev.oneoff.admin.migrate.plan.TableSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks a changelog against a database: changesets that were edited after they ran, and tables
 * that are large.
 */
final class ChangelogInDatabase {

  private static final long BYTES = 100L << 20;

  // What goes through all rows while it holds its lock; the others hold it for a moment.
  private static final Pattern SCANS =
      Pattern.compile(
          "(?is)create (?:unique )?index\\b.*|reindex\\b.*|cluster\\b.*|vacuum\\b.*|refresh\\b.*"
              + "|alter table .*\\b(?:set not null|add (?:constraint \\S+ )?(?:check|foreign"
              + " key|unique|primary key|exclude)\\b(?!.*\\b(?:not valid|using index)\\b)).*");

  private final Settings settings;
  private final Migrations migrations;

  ChangelogInDatabase(Settings settings, Migrations migrations) {
    this.settings = settings;
    this.migrations = migrations;
  }

  /** Those that ran; empty if Liquibase cannot read the changelog. */
  Set<ChangelogText.Owner> applied() {
    try {
      return migrations.statusesWithoutDescription().stream()
          .filter(changeset -> changeset.state() == ChangesetStatus.State.APPLIED)
          .map(changeset -> new ChangelogText.Owner(changeset.author(), changeset.id()))
          .collect(Collectors.toSet());
    } catch (Exception e) {
      return Set.of();
    }
  }

  /**
   * All findings.
   *
   * @param unreadable whether Liquibase cannot read the changelog, which has been reported already
   */
  List<ChangelogFinding> find(boolean unreadable) throws Exception {
    if (unreadable) {
      return List.of();
    }
    List<ChangelogFinding> found = new ArrayList<>(changed());
    found.addAll(locks());
    return found;
  }

  private List<ChangelogFinding> changed() throws Exception {
    List<ChangelogFinding> found = new ArrayList<>();
    for (ChangesetStatus changeset : migrations.statusesWithoutDescription()) {
      if (changeset.state() == ChangesetStatus.State.CHANGED) {
        found.add(
            at(
                changeset,
                Finding.error(
                    "Its text was changed after it had run.",
                    "Put the text back, and change the schema in a new changeset. Where it ran with"
                        + " a variable of the environment in it, give it a validCheckSum.")));
      }
    }
    return found;
  }

  /** Statements that would hold up others. */
  List<ChangelogFinding> locks() throws Exception {
    List<ChangelogFinding> found = new ArrayList<>();
    for (PlannedStatement planned : migrations.plan()) {
      if (blocks(planned) && large(planned.size())) {
        found.add(at(planned.changeset(), locked(planned)));
      }
    }
    return found;
  }

  private static boolean blocks(PlannedStatement planned) {
    TableLock.Level level = planned.lock().level();
    return !planned.fresh()
        && level != TableLock.Level.UNKNOWN
        && level.compareTo(TableLock.Level.SHARE) >= 0;
  }

  private boolean large(TableSize size) {
    @Nullable Long rows = size.rows();
    @Nullable Long bytes = size.bytes();
    return (rows != null && rows >= settings.of(OwnSetting.MIGRATE_LARGE_TABLE_ROWS))
        || (bytes != null && bytes >= BYTES);
  }

  private static Finding locked(PlannedStatement planned) {
    boolean rewrites = planned.lock().rewrite() != TableLock.Rewrite.NO;
    boolean index = planned.sql().matches("(?is)create (unique )?index .*");
    String what =
        planned.sql()
            + " "
            + planned.meaning()
            + ": "
            + planned.lock().table()
            + " has "
            + (planned.size().rows() == null ? "" : planned.size().rows() + " rows and ")
            + planned.size().pretty()
            + " here.";
    if (index) {
      return Finding.warning(
          what,
          "Write 'create index concurrently', and give the changeset runInTransaction:false.");
    }
    return rewrites || SCANS.matcher(planned.sql()).matches()
        ? Finding.warning(
            what,
            "It holds the lock while it goes through all rows. Do it in steps ('not valid' and"
                + " 'validate constraint'; a new column that a task fills), or when nobody is"
                + " working.")
        : Finding.info(
            what, "It holds the lock for a moment, and gives way if the table is in use.");
  }

  private static ChangelogFinding at(ChangesetStatus changeset, Finding finding) {
    return new ChangelogFinding(
        changeset.changelog(),
        Objects.toString(changeset.file(), ""),
        0,
        changeset.id(),
        changeset.author(),
        finding);
  }
}
