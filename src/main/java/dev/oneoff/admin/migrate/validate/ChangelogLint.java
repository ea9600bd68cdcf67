package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.Migrations;
import dev.oneoff.admin.migrate.changeset.Changelog;
import dev.oneoff.admin.migrate.liquibase.QuietLiquibase;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks a changelog before it runs: first its text, and then against a database, if there is one.
 */
final class ChangelogLint {

  private static final String NOT_LOOKED_AT =
      "whether a changeset was changed after it had run, and how large the tables are that it"
          + " locks";

  private final Settings settings;
  // Equal findings are merged: a file is checked for each of its changesets.
  private final Map<String, ChangelogFinding> found = new LinkedHashMap<>();

  ChangelogLint(Settings settings) {
    this.settings = settings;
  }

  /** Without a database. */
  List<ChangelogFinding> written() throws Exception {
    return QuietLiquibase.call(
        () -> {
          look(Set.of());
          unseen("Without a database, nobody knows " + NOT_LOOKED_AT + ".");
          return List.copyOf(found.values());
        });
  }

  /** With the database's help; if it cannot be queried, that is a finding too. */
  List<ChangelogFinding> in(Database database) throws Exception {
    return QuietLiquibase.call(
        () -> {
          DataSource source;
          try {
            source = database.directDataSource();
            try (Connection connection = source.getConnection()) {
              connection.isReadOnly();
            }
          } catch (AdminException e) {
            if (e.reason() != AdminException.Cause.UNAVAILABLE
                && e.reason() != AdminException.Cause.CONFIGURATION) {
              throw e;
            }
            look(Set.of());
            unseen(e.getMessage() + " So nobody knows " + NOT_LOOKED_AT + ".");
            return List.copyOf(found.values());
          }
          ChangelogInDatabase here =
              new ChangelogInDatabase(settings, new Migrations(settings, source));
          look(here.applied());
          here.find(unreadable()).forEach(this::add);
          return List.copyOf(found.values());
        });
  }

  private boolean unreadable() {
    return found.values().stream().anyMatch(ChangelogFinding::unreadable);
  }

  private void unseen(String sentence) {
    add(new ChangelogFinding("", "", 0, "", "", Finding.unseen(sentence, "")));
  }

  private void look(Set<ChangelogText.Owner> applied) throws Exception {
    Changelog changelog = Changelog.service(settings);
    try (ChangelogReading reading = ChangelogReading.of(changelog)) {
      Scope.child(
          Map.of(Scope.Attr.resourceAccessor.name(), reading.resources()),
          () -> look(changelog.owner(), reading, applied));
    }
  }

  private void look(String owner, ChangelogReading reading, Set<ChangelogText.Owner> applied)
      throws Exception {
    reading
        .failure()
        .ifPresent(why -> add(ChangelogFinding.unreadable(owner, reading.file(), "", "", why)));
    ChangelogFiles files = new ChangelogFiles(reading.resources().unwatched());
    SpoiltChangesets spoilt = new SpoiltChangesets(files);
    Set<String> seen = new TreeSet<>();
    for (ChangeSet changeSet : reading.changeSets()) {
      List<ChangelogFinding> spoiltHere = spoilt.find(changeSet);
      for (ChangelogFinding one : spoiltHere) {
        boolean ran = applied.contains(new ChangelogText.Owner(one.author(), one.id()));
        add((ran ? ran(one) : one).of(owner));
      }
      if (!seen.add(changeSet.toString(false))) {
        add(of(owner, changeSet, "Another changeset has the same id, author and file."));
      }
      if (!SpoiltChangesets.runsHere(changeSet)) {
        continue;
      }
      for (Change change : changeSet.getChanges()) {
        for (String error : change.validate(reading.database()).getErrorMessages()) {
          if (spoiltHere.stream().noneMatch(one -> one.finding().what().contains(error))) {
            add(of(owner, changeSet, error));
          }
        }
      }
    }
    for (ChangelogFinding one : new ChangelogEncoding(reading, files).find()) {
      add(one.of(owner));
    }
    for (ChangelogFinding one : new UndeclaredParameters(reading, files).find()) {
      add(one.of(owner));
    }
    for (ChangelogFinding one : new SkippedFiles(reading, files).find()) {
      add(one.of(owner));
    }
  }

  private static ChangelogFinding ran(ChangelogFinding one) {
    return new ChangelogFinding(
        one.changelog(),
        one.file(),
        one.line(),
        one.id(),
        one.author(),
        Finding.warning(
            one.finding().what(),
            "It has run like that: look at what is stored, and put it right in a new changeset."),
        one.unreadable());
  }

  private static ChangelogFinding of(String owner, ChangeSet changeSet, String problem) {
    return new ChangelogFinding(
        owner,
        SpoiltChangesets.file(changeSet),
        0,
        Objects.toString(changeSet.getId(), ""),
        Objects.toString(changeSet.getAuthor(), ""),
        Finding.error(problem, ""));
  }

  private void add(ChangelogFinding one) {
    @Nullable ChangelogFinding before =
        found.putIfAbsent(
            one.file()
                + "\0"
                + one.line()
                + "\0"
                + (one.line() > 0 ? "" : one.id() + one.author())
                + "\0"
                + one.finding().what(),
            one);
    if (before != null && before.severity().compareTo(one.severity()) < 0) {
      found.replaceAll((key, value) -> value.equals(before) ? one : value);
    }
  }
}
