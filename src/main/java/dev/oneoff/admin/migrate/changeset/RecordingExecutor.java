package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.migrate.plan.ChangeSql;
import dev.oneoff.admin.migrate.plan.CodeChange;
import dev.oneoff.admin.migrate.plan.StatementText;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.jvm.JdbcExecutor;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.MarkChangeSetRanStatement;
import org.jspecify.annotations.Nullable;

/**
 * Runs changesets atomically with their records: in a single transaction if possible, and otherwise
 * step by step, with a note of each.
 */
public final class RecordingExecutor extends JdbcExecutor {

  /** How a changeset can be kept atomic. */
  enum Form {
    /** It and its record are one transaction. */
    TRANSACTION,
    /** Each of its statements is. */
    STEPS,
    /** It begins or ends transactions itself, or another program runs it: nobody can see inside. */
    CLOSED;

    private static final Pattern ENDS =
        Pattern.compile(
            "(begin|start transaction|commit|end|rollback(?! to)|abort|prepare transaction)\\b.*",
            Pattern.CASE_INSENSITIVE);

    static Form of(ChangeSet changeSet, Database database) {
      ChangeSql sql = new ChangeSql(database);
      boolean closed =
          changeSet.getRunWith() != null
              || changeSet.getChanges().stream()
                  .filter(AbstractSQLChange.class::isInstance)
                  .flatMap(change -> StatementText.statements(sql.of(change)).stream())
                  .anyMatch(statement -> ENDS.matcher(statement.shape()).matches());
      return closed ? CLOSED : changeSet.isRunInTransaction() ? TRANSACTION : STEPS;
    }
  }

  /**
   * Whether a changeset that ran into somebody's lock can be retried: all of it was rolled back, or
   * what was done is noted. {@link PartlyKept} reports a step that is neither.
   */
  static boolean repeatable(ChangeSet changeSet, Database database) {
    return switch (Form.of(changeSet, database)) {
      // What another program did stays.
      case TRANSACTION ->
          changeSet.getChanges().stream().noneMatch(ExecuteShellCommandChange.class::isInstance);
      case STEPS -> true;
      case CLOSED -> false;
    };
  }

  private final Connection connection;
  private final HeldTransaction transaction;
  private final StepLog log;
  private final String table;
  private final Patience patience;
  private final Set<StepLog.Key> noted = new HashSet<>();
  private @Nullable ChangeSet current;
  private @Nullable StepRun steps;
  private StepLog.@Nullable Key closed;
  private @Nullable DatabaseException failure;
  private String remains = FailedChangeset.NOTHING_LEFT;

  /**
   * @param connection not guarded
   * @param table that records the changelog
   * @param patience with others' locks
   */
  RecordingExecutor(
      Database database,
      Connection connection,
      HeldTransaction transaction,
      String table,
      Patience patience)
      throws SQLException {
    this.patience = patience;
    this.connection = connection;
    this.transaction = transaction;
    this.table = table;
    this.log = new StepLog(connection);
    setDatabase(database);
    log.of(table).forEach(step -> noted.add(step.key()));
  }

  /** Called before each change. */
  void begins(ChangeSet changeSet) throws SQLException {
    if (changeSet.equals(current)) {
      return;
    }
    current = changeSet;
    failure = null;
    StepLog.Key key = StepLog.Key.forward(table, changeSet);
    switch (Form.of(changeSet, database)) {
      case TRANSACTION -> {
        transaction.hold();
        if (repeatable(changeSet, database)) {
          patience.inTransaction(
              connection, StatementText.statements(new ChangeSql(database).of(changeSet)));
        }
      }
      case STEPS -> {
        steps = new StepRun(connection, log, key, patience, 0);
        noted.add(key);
      }
      case CLOSED -> {
        closed = key;
        noted.add(key);
        log.begins(key, 1, closedText(changeSet));
        commit();
      }
    }
  }

  // Stands for all its statements.
  private String closedText(ChangeSet changeSet) {
    return StatementText.statements(new ChangeSql(database).of(changeSet)).stream()
        .map(StatementText::text)
        .collect(Collectors.joining("; "));
  }

  /** Called when it has failed; says in a sentence what of it is in the database now. */
  String failed() throws SQLException {
    String left = FailedChangeset.NOTHING_LEFT;
    if (steps != null) {
      left = left(steps.done());
    } else if (closed != null) {
      left = "It is not one transaction, so part of this changeset may have been applied.";
      if (!connection.isClosed()) {
        log.failed(closed, 1);
        commit();
      }
    }
    ended();
    return left;
  }

  /** The same for one that runs step by step. */
  static String left(int done) {
    return done == 0
        ? "This changeset runs outside a transaction; none of its statements before the one that"
            + " failed is done."
        : "Of this changeset, which runs outside a transaction, "
            + (done == 1
                ? "the first statement is done."
                : "the first " + done + " statements are done.");
  }

  private void ended() {
    transaction.letGo();
    current = null;
    steps = null;
    closed = null;
  }

  @Override
  public void execute(Change change, List<SqlVisitor> visitors) throws DatabaseException {
    if (steps != null && CodeChange.forwards(change)) {
      step(new StepRun.Statement(code(change), true, () -> super.execute(change, visitors)));
    } else {
      super.execute(change, visitors);
    }
  }

  @Override
  public void execute(SqlStatement statement, List<SqlVisitor> visitors) throws DatabaseException {
    try {
      if (statement instanceof MarkChangeSetRanStatement mark) {
        record(mark, visitors);
      } else if (steps != null) {
        step(
            new StepRun.Statement(
                text(statement), false, () -> super.execute(statement, visitors)));
      } else {
        super.execute(statement, visitors);
      }
    } catch (DatabaseException e) {
      failure = e;
      throw e;
    }
  }

  /** The last failure; Liquibase keeps it to itself if a changeset may fail. */
  @Nullable DatabaseException failure() {
    return failure;
  }

  /** What of it remains in the database, as {@link #failed} says. */
  String remains() {
    return remains;
  }

  private void step(StepRun.Statement statement) throws DatabaseException {
    try {
      if (steps != null) {
        steps.run(statement);
      }
    } catch (DatabaseException e) {
      throw e;
    } catch (LiquibaseException e) {
      throw new DatabaseException(e);
    }
  }

  // Its owner commits next.
  private void record(MarkChangeSetRanStatement mark, List<SqlVisitor> visitors)
      throws DatabaseException {
    try {
      if (!mark.getExecType().ran) {
        remains = failed();
        super.execute(mark, visitors);
        return;
      }
      transaction.letGoWhole();
      ended();
      patience.noMore(connection);
      super.execute(mark, visitors);
      StepLog.Key key = StepLog.Key.forward(table, mark.getChangeSet());
      if (noted.remove(key)) {
        log.forget(key);
      }
    } catch (SQLException e) {
      throw undone(new DatabaseException(e));
    } catch (DatabaseException e) {
      throw undone(e);
    }
  }

  private DatabaseException undone(DatabaseException e) {
    try {
      connection.rollback();
    } catch (SQLException rollback) {
      e.addSuppressed(rollback);
    }
    return e;
  }

  private void commit() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  /** The statements that apply a changeset, each as it would run. */
  List<StepRun.Statement> statements(ChangeSet changeSet) throws LiquibaseException {
    if (Form.of(changeSet, database) == Form.CLOSED) {
      // Either all of it is done, or it starts over.
      return List.of(new StepRun.Statement(closedText(changeSet), true, () -> {}));
    }
    List<StepRun.Statement> statements = new ArrayList<>();
    for (Change change : changeSet.getChanges()) {
      if (!ChangeSql.meantFor(change, database.getShortName())) {
        continue;
      }
      change.finishInitialization();
      if (CodeChange.forwards(change)) {
        statements.add(
            new StepRun.Statement(
                code(change), true, () -> super.execute(change, changeSet.getSqlVisitors())));
        continue;
      }
      for (SqlStatement statement : change.generateStatements(database)) {
        statements.add(
            new StepRun.Statement(
                text(statement),
                false,
                () -> super.execute(statement, changeSet.getSqlVisitors())));
      }
    }
    return statements;
  }

  /** The same for those that roll it back. */
  List<StepRun.Statement> statements(RollbackPlan.Step step) throws LiquibaseException {
    if (step.code()) {
      return List.of(
          new StepRun.Statement(
              "code that rolls it back",
              true,
              () -> {
                for (SqlStatement statement : step.statements(database)) {
                  super.execute(statement, List.of());
                }
              }));
    }
    return step.statements(database).stream()
        .map(
            statement ->
                new StepRun.Statement(
                    text(statement), false, () -> super.execute(statement, List.of())))
        .toList();
  }

  StepLog log() {
    return log;
  }

  private static String code(Change change) {
    return "code: " + change.getConfirmationMessage();
  }

  private String text(SqlStatement statement) {
    StringBuilder text = new StringBuilder();
    for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, database)) {
      text.append(text.isEmpty() ? "" : "; ").append(sql.toSql());
    }
    return text.toString();
  }
}
