package dev.oneoff.admin.shell.wire;

import static dev.oneoff.admin.shell.wire.ExecuteCall.transactionState;

import dev.oneoff.admin.database.pool.Wire;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.shell.kept.OpenWrites;
import dev.oneoff.admin.shell.kept.RowChange;
import dev.oneoff.admin.shell.kept.WrittenTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Sends statements of an open transaction with the images of their rows. Until one is known to work
 * that way it is sent behind a savepoint, so that it can be undone and sent unchanged.
 */
final class ImagedStatements {

  static final String RESTYLED = "the format in which values are written was changed meanwhile";

  private static final int KNOWN = 200;
  private static final String SAVEPOINT = "oneoff_kept";

  /**
   * Whether its sender has been told already; if it must be sent unchanged, why.
   *
   * @param counted what PostgreSQL counted for it, if it ran and was undone
   */
  record Attempt(boolean told, Optional<String> fault, Optional<Map<String, TableChange>> counted) {
    static final Attempt NONE = new Attempt(false, Optional.empty(), Optional.empty());
  }

  private static final class Rewritten {
    private final Query query;
    // Whether it is known to work.
    private boolean runs;

    Rewritten(Query query) {
      this.query = query;
    }
  }

  private final PgConnection connection;
  private final OpenWrites open;
  private final Aside.Way aside;
  private final UndoPoint point;
  private final WrittenTables tables;
  private final Overwriting overwriting = new Overwriting();
  private final Map<String, Rewritten> rewritten =
      new LruMap<>(KNOWN, forgotten -> forgotten.query.close());

  /**
   * A connection's statements.
   *
   * @param open gets their images
   * @param aside how anything else is sent for them
   */
  ImagedStatements(PgConnection connection, OpenWrites open, Aside.Way aside) {
    this.connection = connection;
    this.open = open;
    this.aside = aside;
    this.point = UndoPoint.inside(connection, SAVEPOINT, aside);
    this.tables = new WrittenTables(connection);
  }

  /** The catalogue may have changed. */
  void forget() {
    tables.forget();
    overwriting.forget();
    rewritten.values().forEach(each -> each.runs = false);
  }

  /** Sends it with its images, if that is possible. */
  Attempt send(Query one, ExecuteCall call, Wire.Rest rest) throws SQLException {
    if (one.getSubqueries() != null
        || open.lost().isPresent()
        || call.hasStreams()
        || !connection.haveMinimumServerVersion(Returning.VERSION)) {
      return Attempt.NONE;
    }
    Optional<Rewritten> with = rewritten(one.getNativeSql());
    if (with.isEmpty() || transactionState(connection) == TransactionState.FAILED) {
      return Attempt.NONE;
    }
    // It ran once, so any failure now is due to its values.
    boolean sure = with.get().runs && overwriting.isOneOfPlain(connection, one.getNativeSql());
    if (!sure) {
      point.set();
    }
    Images images = new Images();
    rest.send(changed(call, with.get().query, images).arguments());
    fetchRest(images);
    Optional<String> fault = sure ? Optional.empty() : images.fault();
    if (fault.isPresent()) {
      // A failed statement changed nothing.
      Optional<Map<String, TableChange>> counted =
          transactionState(connection) == TransactionState.FAILED
              ? Optional.empty()
              : Optional.of(counted());
      point.undo();
      return new Attempt(false, fault, counted);
    }
    if (!images.failed()) {
      if (!sure) {
        point.keep();
      }
      with.get().runs = true;
      keep(images);
      if (WrittenTables.restyles(one.getNativeSql())) {
        open.lose(RESTYLED);
      }
    }
    images.tell(one, call.handler(), call.has(QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS));
    return new Attempt(true, Optional.empty(), Optional.empty());
  }

  private static ExecuteCall changed(ExecuteCall call, Query query, Images images) {
    int flags =
        (call.flags() & ~(QueryExecutor.QUERY_NO_RESULTS | QueryExecutor.QUERY_NO_METADATA))
            | QueryExecutor.QUERY_FORWARD_CURSOR
            | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;
    return call.with(query, Images.FIRST, flags).to(images);
  }

  /** What PostgreSQL has counted in the transaction, by table. */
  Map<String, TableChange> counted() throws SQLException {
    Map<String, TableChange> counted = new LinkedHashMap<>();
    aside.run(() -> counted.putAll(TableChange.counted(connection)));
    return counted;
  }

  private void fetchRest(Images images) throws SQLException {
    for (Optional<ResultCursor> more = images.rest(); more.isPresent(); more = images.rest()) {
      ResultCursor portal = more.get();
      aside.run(() -> connection.getQueryExecutor().fetch(portal, images, images.next(), false));
    }
  }

  private void keep(Images images) throws SQLException {
    List<RowChange> changes = new ArrayList<>();
    aside.run(() -> changes.addAll(images.changes(tables)));
    open.add(changes);
    if (!changes.stream().allMatch(change -> WrittenTables.isWhole(change.table()))) {
      open.lose(RESTYLED);
    }
  }

  private Optional<Rewritten> rewritten(String sql) throws SQLException {
    Rewritten known = rewritten.get(sql);
    if (known == null) {
      Optional<String> text = Returning.images(sql);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      // Its parameters are numbered already.
      known =
          new Rewritten(connection.getQueryExecutor().createQuery(text.get(), false, false).query);
      rewritten.put(sql, known);
    }
    return Optional.of(known);
  }
}
