package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ledger.Counts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.exception.LiquibaseException;

/**
 * Resumes the statements of a changeset that a process began outside a transaction and abandoned:
 * what is done is not done again, and what was begun is compared with what exists.
 */
final class StepResume {

  private final Connection connection;
  private final StepLog log;
  private final Patience patience;
  private final Optional<InDoubt.Answer> told;
  private final Consumer<String> say;
  private int done;

  /**
   * @param connection in autocommit
   * @param told a person's answer about a statement whose effect cannot be seen
   */
  StepResume(
      Connection connection,
      StepLog log,
      Patience patience,
      Optional<InDoubt.Answer> told,
      Consumer<String> say) {
    this.patience = patience;
    this.connection = connection;
    this.log = log;
    this.told = told;
    this.say = say;
  }

  /**
   * Runs what is left of them.
   *
   * @param noted those that were recorded
   * @return false if there is nothing to resume, because none is done or the changeset was changed
   *     since: then the notes are gone, and it starts over
   */
  boolean finish(StepLog.Key key, List<StepLog.Step> noted, List<StepRun.Statement> statements)
      throws SQLException, LiquibaseException {
    done = settle(key, noted, statements.size());
    if (done == 0) {
      log.forget(key);
      return false;
    }
    if (!same(noted.subList(0, done), statements)) {
      say.accept(
          key.name()
              + " was changed after "
              + count(done)
              + " of it had run; it starts again with its first.");
      log.forget(key);
      return false;
    }
    say.accept(
        "Resuming "
            + key.name()
            + ", of which "
            + done
            + " of "
            + count(statements.size())
            + " are done …");
    StepRun run = new StepRun(connection, log, key, patience, done);
    for (StepRun.Statement statement : statements.subList(done, statements.size())) {
      run.run(statement);
      done = run.done();
    }
    return true;
  }

  /** How many are done by now. */
  int done() {
    return done;
  }

  /** How many are done, once the last one is no longer in doubt. */
  private int settle(StepLog.Key key, List<StepLog.Step> noted, int of) throws SQLException {
    StepLog.Step last = noted.get(noted.size() - 1);
    if (last.ended()) {
      return noted.size();
    }
    InDoubt.Finding finding = new InDoubt(connection).look(last.statement());
    InDoubt.Answer answer =
        finding.answer().or(() -> told).orElseThrow(() -> ask(last, of, finding));
    if (answer == InDoubt.Answer.SKIP) {
      log.ended(key, last.number());
      return noted.size();
    }
    log.failed(key, last.number());
    return noted.size() - 1;
  }

  private static AdminException ask(StepLog.Step last, int of, InDoubt.Finding finding) {
    int before = last.number() - 1;
    int after = Math.max(of - last.number(), 0);
    return AdminException.refused(
        "A process "
            + (last.key().back() ? "that rolled back " : "that applied ")
            + last.key().name()
            + ", which is outside a transaction, was killed in a statement: "
            + last.statement()
            + "\nOf this statement, "
            + finding.seen()
            + ". Of the others, "
            + before
            + " before it are done and "
            + after
            + " after it have not started. Look at the database, and run the same command again"
            + " with"
            + " --in-doubt run, which runs it from its beginning, or with --in-doubt skip, which"
            + " takes it as done.");
  }

  private static boolean same(List<StepLog.Step> done, List<StepRun.Statement> statements) {
    if (done.size() > statements.size()) {
      return false;
    }
    for (int i = 0; i < done.size(); i++) {
      if (!done.get(i).statement().equals(statements.get(i).text())) {
        return false;
      }
    }
    return true;
  }

  private static String count(int statements) {
    return Counts.of(statements, "statement");
  }
}
