package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.plan.CodeChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.exception.LiquibaseException;
import liquibase.statement.SqlStatement;

/** What a rollback undoes, last first. It only exists if all of it can be undone. */
public record RollbackPlan(List<Step> steps) {

  /** How far back. */
  public record Target(Limit limit, Optional<Instant> date) {

    /** Which of these rows to roll back, last first. */
    List<RanChangeSet> of(List<RanChangeSet> rows) {
      limit
          .tag()
          .ifPresent(
              name ->
                  Limit.requireKnown(
                      name,
                      rows.stream().map(RanChangeSet::getTag).filter(tag -> tag != null).toList()));
      List<RanChangeSet> go = new ArrayList<>();
      for (RanChangeSet row : rows) {
        boolean enough = limit.count().isPresent() && go.size() == limit.count().getAsInt();
        boolean tagged = limit.tag().map(tag -> tag.equals(row.getTag())).orElse(false);
        boolean old =
            date.map(then -> !row.getDateExecuted().toInstant().isAfter(then)).orElse(false);
        if (enough || tagged || old) {
          break;
        }
        go.add(row);
      }
      return go;
    }
  }

  /**
   * A changeset and what rolls it back.
   *
   * @param changes whether it did anything: one that its precondition only marked did not
   */
  public record Step(ChangeSet changeSet, RanChangeSet ran, boolean changes) {

    /** File and id, as used in messages. */
    public String name() {
      return ran.getChangeLog() + "::" + ran.getId();
    }

    /** Whether it is rolled back by code, rather than SQL. */
    public boolean code() {
      if (!changes) {
        return false;
      }
      return changeSet.hasCustomRollbackChanges()
          ? changeSet.getRollback().getChanges().stream().anyMatch(CodeChange::forwards)
          : changeSet.getChanges().stream().anyMatch(CodeChange::backwards);
    }

    public List<SqlStatement> statements(Database database) throws LiquibaseException {
      List<SqlStatement> statements = new ArrayList<>();
      if (!changes) {
        return statements;
      }
      if (changeSet.hasCustomRollbackChanges()) {
        for (Change change : changeSet.getRollback().getChanges()) {
          if (!(change instanceof DbmsTargetedChange targeted)
              || DatabaseList.definitionMatches(targeted.getDbms(), database, true)) {
            Collections.addAll(statements, change.generateStatements(database));
          }
        }
        return statements;
      }
      List<Change> backwards = new ArrayList<>(changeSet.getChanges());
      Collections.reverse(backwards);
      for (Change change : backwards) {
        Collections.addAll(statements, change.generateRollbackStatements(database));
      }
      return statements;
    }
  }

  public static RollbackPlan of(ChangelogRun run, Target target) throws Exception {
    List<RanChangeSet> rows = new ArrayList<>(run.applied().all());
    Collections.reverse(rows);
    List<Step> steps = new ArrayList<>();
    for (RanChangeSet ran : target.of(rows)) {
      steps.add(step(ran, run));
    }
    return new RollbackPlan(steps);
  }

  static Step step(RanChangeSet ran, ChangelogRun run) throws LiquibaseException {
    Database database = run.liquibase().getDatabase();
    List<ChangeSet> known = run.liquibase().getDatabaseChangeLog().getChangeSets();
    String name = ran.getChangeLog() + "::" + ran.getId() + " by " + ran.getAuthor();
    Optional<ChangeSet> found =
        known.stream()
            .filter(changeSet -> Objects.equals(ran.getId(), changeSet.getId()))
            .filter(ran::isSameAs)
            .findFirst();
    ChangeSet changeSet =
        found.orElseThrow(
            () ->
                AdminException.refused(
                    "Nothing was rolled back: this release does not know the changeset "
                        + name
                        + ". Roll it back with the release that introduced it."));
    boolean changes = ran.getExecType() != ChangeSet.ExecType.MARK_RAN;
    if (changes && !changeSet.supportsRollback(database)) {
      throw AdminException.refused(
          "Nothing was rolled back: the changeset "
              + name
              + " has no rollback. Give it one, or change the schema with a new changeset.");
    }
    return new Step(changeSet, ran, changes);
  }
}
