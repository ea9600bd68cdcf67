package dev.oneoff.admin.run.history;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunLocks;
import dev.oneoff.admin.ledger.RunRow;
import dev.oneoff.admin.ledger.RunStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the ledger, and checks the locks to see which runs are alive. */
final class RunHistory {

  private static final int FETCH = 500;

  private final Database database;
  private final Ledger ledger;

  RunHistory(Database database) {
    this.database = database;
    this.ledger = new Ledger(database);
  }

  /** Newest first, as they arrive. */
  void each(RunFilter filter, Consumer<ShownRun> taker) throws SQLException {
    ledger.require();
    StringBuilder sql = new StringBuilder("select * from admin_run where true");
    List<Object> values = new ArrayList<>();
    filter.task().ifPresent(task -> add(sql, values, " and task = ?", task));
    filter
        .actor()
        .ifPresent(
            actor ->
                add(
                    sql,
                    values,
                    " and ? in (actor, split_part(actor, '@', 1), claimed_actor)",
                    actor));
    filter
        .since()
        .ifPresent(since -> add(sql, values, " and started_at >= ?", Timestamp.from(since)));
    filter.state().ifPresent(state -> add(sql, values, " and status = ?", state.status().name()));
    sql.append(" order by started_at desc, id desc");
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(sql.toString())) {
        for (int i = 0; i < values.size(); i++) {
          query.setObject(i + 1, values.get(i));
        }
        query.setFetchSize(Math.min(FETCH, Math.max(1, filter.limit())));
        try (ResultSet rows = query.executeQuery()) {
          int taken = 0;
          while (taken < filter.limit() && rows.next()) {
            ShownRun shown = shown(connection, RunRow.read(rows));
            if (filter.state().isEmpty() || filter.state().get() == shown.state()) {
              taker.accept(shown);
              taken++;
            }
          }
        }
      }
      connection.rollback();
    }
  }

  private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
    sql.append(condition);
    values.add(value);
  }

  /**
   * The run with this number.
   *
   * @throws AdminException {@code USAGE} if there is none
   */
  ShownRun get(long id) throws SQLException {
    ledger.require();
    Run run = ledger.get(id);
    try (Connection connection = database.connect()) {
      return shown(connection, run);
    }
  }

  // A run ends before it releases its lock: if the lock is free, the row must be read again.
  private ShownRun shown(Connection connection, Run run) throws SQLException {
    if (run.status() != RunStatus.RUNNING || RunLocks.alive(connection, run.id())) {
      return new ShownRun(run, RunState.of(run.status(), true));
    }
    Run now = ledger.find(run.id()).orElse(run);
    return new ShownRun(now, RunState.of(now.status(), false));
  }
}
