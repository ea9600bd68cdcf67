package dev.oneoff.admin.database.pool;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;

/**
 * The transaction of a read-only connection that has already read, after which PostgreSQL does not
 * let anyone make it writable.
 */
final class ReadingTransaction {

  private final QueryExecutor target;
  // Without a snapshot it could still be made writable.
  private volatile boolean snapshot;

  ReadingTransaction(QueryExecutor target) {
    this.target = target;
  }

  /** The open transaction is one. */
  void entered() {
    snapshot = true;
  }

  /** The open one ends, and another one may begin with it. */
  void ends() {
    snapshot = false;
  }

  boolean open() {
    return target.getTransactionState() == TransactionState.OPEN;
  }

  boolean none() {
    return target.getTransactionState() == TransactionState.IDLE;
  }

  /** Begins one, unless it is open already. */
  void enter() throws SQLException {
    if (none()) {
      send("begin read only");
      snapshot = false;
    }
    if (!snapshot && open()) {
      send("select 'snapshot'");
      snapshot = true;
    }
  }

  /** The number that the open transaction has from its first write on. */
  Optional<String> number() throws SQLException {
    return open()
        ? send("select pg_catalog.txid_current_if_assigned()::pg_catalog.text")
        : Optional.empty();
  }

  // The value of its only row's only column.
  private Optional<String> send(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    ResultHandlerBase handler =
        new ResultHandlerBase() {
          @Override
          public void handleResultRows(
              Query from, Field[] fields, List<Tuple> rows, @Nullable ResultCursor cursor) {
            for (Tuple row : rows) {
              byte @Nullable [] value = row.get(0);
              if (value != null) {
                values.add(new String(value, StandardCharsets.UTF_8));
              }
            }
          }
        };
    target.execute(
        target.createSimpleQuery(sql),
        null,
        handler,
        0,
        0,
        QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_SUPPRESS_BEGIN);
    return values.stream().findFirst();
  }
}
