package dev.oneoff.admin.migrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;

/** What is wrong with a changelog, before anything runs. */
final class ChangelogProblems {

  /** Which changeset, where it is one, and what. */
  record Problem(String changelog, String file, String id, String author, String problem) {}

  private final Migrations migrations;

  ChangelogProblems(Migrations migrations) {
    this.migrations = migrations;
  }

  List<Problem> find() throws Exception {
    return QuietLiquibase.call(
        () -> {
          List<Problem> problems = new ArrayList<>();
          for (Changelog changelog : List.of(migrations.toolkit(), migrations.service())) {
            try (ChangelogRun run = migrations.open(changelog)) {
              find(changelog, run, problems);
            }
          }
          return problems;
        });
  }

  private static void find(Changelog changelog, ChangelogRun run, List<Problem> problems)
      throws Exception {
    List<ChangeSet> changeSets;
    try {
      changeSets = run.liquibase().getDatabaseChangeLog().getChangeSets();
    } catch (LiquibaseException e) {
      problems.add(
          new Problem(
              changelog.owner(),
              changelog.config().changeLog,
              "",
              "",
              MigrationProgress.reason(e)));
      return;
    }
    for (Changeset changeset : run.changesets(changeSet -> "")) {
      if (changeset.state() == Changeset.State.CHANGED) {
        problems.add(
            new Problem(
                changelog.owner(),
                changeset.file(),
                changeset.id(),
                changeset.author(),
                "Its text was changed after it had run."));
      }
    }
    Set<String> seen = new HashSet<>();
    for (ChangeSet changeSet : changeSets) {
      if (!seen.add(changeSet.toString(false))) {
        problems.add(
            of(changelog, changeSet, "Another changeset has the same id, author and file."));
      }
      for (Change change : changeSet.getChanges()) {
        for (String error : change.validate(run.liquibase().getDatabase()).getErrorMessages()) {
          problems.add(of(changelog, changeSet, error));
        }
      }
    }
  }

  private static Problem of(Changelog changelog, ChangeSet changeSet, String problem) {
    return new Problem(
        changelog.owner(),
        changeSet.getFilePath(),
        changeSet.getId(),
        changeSet.getAuthor(),
        problem);
  }
}
