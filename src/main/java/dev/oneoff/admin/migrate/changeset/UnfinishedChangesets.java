package dev.oneoff.admin.migrate.changeset;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/**
 * What processes that are gone left unfinished in a changelog: it is completed first, backwards or
 * forwards.
 */
public final class UnfinishedChangesets {

  private final ChangelogRun run;
  private final Optional<InDoubt.Answer> told;
  private final Consumer<String> say;
  private final Map<StepLog.Key, List<StepLog.Step>> noted = new LinkedHashMap<>();

  public UnfinishedChangesets(ChangelogRun run, Optional<InDoubt.Answer> told, Consumer<String> say)
      throws SQLException {
    this.run = run;
    this.told = told;
    this.say = say;
    for (StepLog.Step step : run.recording().log().of(run.table())) {
      noted.computeIfAbsent(step.key(), key -> new ArrayList<>()).add(step);
    }
  }

  /** Completes rollbacks that were begun, and what is due. */
  public void finish(Limit limit, MigrationProgress progress) throws Exception {
    if (noted.isEmpty()) {
      return;
    }
    for (RanChangeSet ran : run.applied().beingRolledBack()) {
      new ChangesetRollback(RollbackPlan.step(ran, run), run, told, say).run();
    }
    for (ChangeSet changeSet : run.due(limit)) {
      List<StepLog.Step> steps = noted.get(StepLog.Key.forward(run.table(), changeSet));
      if (steps != null) {
        progress.resumes(changeSet, run.liquibase().getDatabase());
        forward(changeSet, steps, progress);
      }
    }
  }

  private void forward(ChangeSet changeSet, List<StepLog.Step> steps, MigrationProgress progress)
      throws Exception {
    RecordingExecutor recording = run.recording();
    StepResume resume =
        new StepResume(run.connection(), recording.log(), run.patience(), told, say);
    boolean finished;
    run.connection().setAutoCommit(true);
    try {
      finished = resume.finish(steps.get(0).key(), steps, recording.statements(changeSet));
    } catch (LiquibaseException e) {
      progress.stoppedAfter(resume.done());
      throw e;
    }
    run.connection().setAutoCommit(false);
    if (finished) {
      record(changeSet, run.liquibase().getDatabase());
    }
    progress.resumed(finished);
  }

  private static void record(ChangeSet changeSet, Database database) throws LiquibaseException {
    Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .getChangeLogService(database)
        .init();
    boolean again = database.getRunStatus(changeSet) != ChangeSet.RunStatus.NOT_RAN;
    database.markChangeSetExecStatus(
        changeSet, again ? ChangeSet.ExecType.RERAN : ChangeSet.ExecType.EXECUTED);
    database.commit();
  }
}
