package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.exception.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Follows Liquibase through a changelog: reports what runs, stops between changesets, and knows
 * which one failed.
 */
public final class MigrationProgress extends AbstractChangeExecListener {

  private final Runnable checkpoint;
  private final Consumer<String> say;
  private final Patience patience;

  private @Nullable ChangeSet current;
  private boolean repeatable;
  private int counted;
  // They run with each attempt, but count as one changeset each.
  private final Set<String> always = new HashSet<>();
  private @Nullable RecordingExecutor recording;
  private int applied;
  private @Nullable String left;

  public MigrationProgress(Runnable checkpoint, Consumer<String> say, Patience patience) {
    this.patience = patience;
    this.checkpoint = checkpoint;
    this.say = say;
  }

  public int applied() {
    return applied;
  }

  /** How many of them a limit counts. */
  public int counted() {
    return counted;
  }

  /** A changeset is resumed that was begun by a process that is gone. */
  void resumes(ChangeSet changeSet, Database database) {
    checkpoint.run();
    begins(changeSet, database);
  }

  private void begins(ChangeSet changeSet, Database database) {
    current = changeSet;
    repeatable = RecordingExecutor.repeatable(changeSet, database);
  }

  private void count() {
    applied++;
    counted++;
    patience.anew();
  }

  /** Whether what failed should be retried; if so, a pause has passed. */
  public boolean again(Exception failure) {
    return repeatable
        && current != null
        && patience.again(failure, "The changeset " + name(current));
  }

  void stoppedAfter(int statements) {
    left = RecordingExecutor.left(statements);
  }

  /**
   * Called at its end.
   *
   * @param finished false if it starts over
   */
  void resumed(boolean finished) {
    current = null;
    if (finished) {
      count();
    }
  }

  /** Keeps the changesets atomic that run from now on. */
  public void follow(RecordingExecutor executor) {
    recording = executor;
    current = null;
    left = null;
  }

  @Override
  public void willRun(
      ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.RunStatus status) {
    current = null;
    checkpoint.run();
    begins(changeSet, database);
    say.accept("Applying " + name(changeSet) + " …");
  }

  @Override
  public void willRun(
      Change change, ChangeSet changeSet, DatabaseChangeLog log, Database database) {
    try {
      if (recording != null) {
        recording.begins(changeSet);
      }
    } catch (SQLException e) {
      throw new UnexpectedLiquibaseException(e);
    }
  }

  @Override
  public void runFailed(
      ChangeSet changeSet, DatabaseChangeLog log, Database database, Exception failure) {
    try {
      left = recording == null ? null : recording.failed();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void ran(
      ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.ExecType execType) {
    if (execType == ChangeSet.ExecType.FAILED && recording != null) {
      gaveWay(recording);
    }
    current = null;
    if (execType.ran && !changeSet.shouldAlwaysRun()) {
      count();
    } else if (execType.ran && always.add(changeSet.toString(false))) {
      applied++;
    }
  }

  // It may fail, but a reader holding a lock is not a failure: what comes after it may need it.
  private void gaveWay(RecordingExecutor executor) {
    Exception failure = executor.failure();
    if (repeatable && failure != null && Patience.gaveWay(failure)) {
      left = executor.remains();
      throw new UnexpectedLiquibaseException(failure);
    }
  }

  /** The failure as a sentence: which changeset, why, and what is in the database now. */
  public Exception explain(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ValidationFailedException invalid) {
        return refused(invalid);
      }
    }
    ChangeSet failed = current;
    return failed == null
        ? failure
        : new FailedChangeset(name(failed), left(failed)).explain(failure, patience, say);
  }

  private String left(ChangeSet failed) {
    if (left != null) {
      return left;
    }
    // Liquibase reported no failure, so it was the record that failed.
    return failed.isRunInTransaction()
        ? FailedChangeset.NOTHING_LEFT
        : "All of this changeset is done, but not recorded.";
  }

  private static AdminException refused(ValidationFailedException invalid) {
    String why =
        String.valueOf(invalid.getMessage())
            .replaceFirst("^Validation Failed:", "")
            .strip()
            .replaceAll("\\s+", " ");
    return AdminException.refused(
        "Nothing ran, because Liquibase does not accept the changelog: "
            + why
            + ". A changeset that has run must stay as it was: put its text back, and change the"
            + " schema in a new one.");
  }

  private static String name(ChangeSet changeSet) {
    return changeSet.getFilePath() + "::" + changeSet.getId() + " by " + changeSet.getAuthor();
  }
}
