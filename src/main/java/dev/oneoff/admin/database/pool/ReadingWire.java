package dev.oneoff.admin.database.pool;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.session.TransactionNumbers;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.Harm;
import dev.oneoff.admin.database.statement.ReadOnlyRules;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.database.statement.SqlText;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Whenever the read-only transaction ends, the next one begins before another statement is sent.
 * PostgreSQL itself is what refuses writes.
 */
final class ReadingWire implements Wire.Link {

  private static final Set<String> COMMITS = Set.of("COMMIT", "END");
  private static final Set<String> ENDS = Set.of("COMMIT", "END", "ROLLBACK", "ABORT");

  // PostgreSQL allows them in a read-only transaction.
  private static final Set<String> OUTSIDE = Set.of("DO", "NOTIFY", "CHECKPOINT", "LOAD");

  private static final Pattern LEAVES =
      Pattern.compile(
          "(?is)\\s*(set|begin|start|alter)\\b.*(read\\s+write|transaction_read_only).*"
              + "|.*\\bset_config\\s*\\(\\s*'(default_)?transaction_read_only'.*");

  // Those that read a large object; the driver calls them by number.
  private static final Set<Integer> READING_CALLS = Set.of(952, 953, 954, 956, 958, 3170, 3171);

  /** Is told that something was written. */
  interface Wrote {
    void tell(boolean whileReading);
  }

  private static final Wrote NOBODY = whileReading -> {};

  private final QueryExecutor target;
  private final ReadingTransaction transaction;
  private volatile @Nullable WriteWindow window;
  private volatile Wrote wrote = NOBODY;
  private volatile boolean writing;

  private ReadingWire(QueryExecutor target) {
    this.target = target;
    this.transaction = new ReadingTransaction(target);
  }

  /** The wire of a connection; everything passes until it is guarded. */
  static ReadingWire of(PgConnection connection) {
    return Wire.link(connection, ReadingWire.class, ReadingWire::new);
  }

  /**
   * From now on. The connection is in a read-only transaction that has already read, unless the
   * window is open.
   *
   * @param told that something was written
   */
  void guard(WriteWindow until, Wrote told) {
    wrote = told;
    target.setPreferQueryMode(PreferQueryMode.EXTENDED);
    writing = until.isOpen();
    transaction.entered();
    window = until;
  }

  /** Lets everything on a connection pass again. */
  static void free(PgConnection connection) throws SQLException {
    Optional<ReadingWire> wire = Wire.link(connection, ReadingWire.class);
    if (wire.isPresent()) {
      wire.get().free();
    }
  }

  private void free() throws SQLException {
    if (window != null && !writing) {
      transaction.number().ifPresent(written -> wrote.tell(true));
    }
    window = null;
    wrote = NOBODY;
  }

  @Override
  public @Nullable Object pass(Method method, Object @Nullable [] arguments, Wire.Rest rest)
      throws Throwable {
    WriteWindow guard = window;
    if (guard != null && arguments != null) {
      if (reads(guard)) {
        before(method.getName(), arguments);
      } else if (method.getName().equals("execute")) {
        beforeWriting(Wire.statements(arguments), (int) arguments[5], guard);
      }
    }
    return rest.call(arguments);
  }

  // What began in time may finish.
  private boolean reads(WriteWindow guard) {
    if (writing && !guard.isOpen() && transaction.none()) {
      writing = false;
      transaction.ends();
    }
    return !writing;
  }

  private void before(String method, Object[] arguments) throws SQLException {
    switch (method) {
      case "execute" -> {
        if (((int) arguments[5] & QueryExecutor.QUERY_DESCRIBE_ONLY) == 0) {
          before(Wire.statements(arguments));
        }
      }
      case "startCopy" -> beforeCopy(String.valueOf(arguments[0]));
      case "fastpathCall" -> {
        if (!READING_CALLS.contains(arguments[0])) {
          throw refusal("A function is called by its number");
        }
        transaction.enter();
      }
      case "setPreferQueryMode" -> {
        if (arguments[0] != PreferQueryMode.EXTENDED) {
          throw refusal("The protocol would take several statements at once");
        }
      }
      default -> {
        // It sends nothing.
      }
    }
  }

  // A statement that is a transaction of its own has no number that could be queried.
  private void beforeWriting(List<Query> queries, int flags, WriteWindow guard)
      throws SQLException {
    for (Query query : queries) {
      SqlStatement statement = SqlStatement.of(query.getNativeSql());
      if (!guard.isOpen() && ENDS.contains(statement.verb()) && chains(statement)) {
        throw refusal(
            "The write window has closed: "
                + statement.verb()
                + " cannot begin another"
                + " transaction");
      }
      boolean alone = (flags & QueryExecutor.QUERY_SUPPRESS_BEGIN) != 0 && transaction.none();
      if (ENDS.contains(statement.verb())
          ? COMMITS.contains(statement.verb()) && transaction.number().isPresent()
          : alone && ReadOnlyRules.writes(statement)) {
        wrote.tell(false);
      }
    }
  }

  private void before(List<Query> queries) throws SQLException {
    int count = queries.size();
    for (Query query : queries) {
      String sql = query.getNativeSql();
      SqlStatement statement = SqlStatement.of(sql);
      Harm.refuse(sql);
      if (LEAVES.matcher(sql).matches()) {
        throw refusal(statement.verb() + " would end the read-only transaction");
      }
      if (count > 1 && !staysInside(statement)) {
        throw refusal("Several statements are sent at once, and one could end the transaction");
      }
      if (OUTSIDE.contains(statement.verb()) || isPrepared(statement)) {
        throw refusal(statement.verb() + " does more than a rollback undoes");
      }
      if (count == 1 && ENDS.contains(statement.verb())) {
        requireNothingToCommit(statement);
        transaction.ends();
        return;
      }
    }
    transaction.enter();
  }

  // PostgreSQL itself refuses those that change rows.
  private static boolean staysInside(SqlStatement statement) {
    return ReadOnlyRules.reads(statement)
        || statement.verb().equals("SET")
        || ReadOnlyRules.changesRows(statement.verb());
  }

  // Two-phase commit: it ends another transaction, or detaches this one.
  private static boolean isPrepared(SqlStatement statement) {
    List<String> words = statement.words(2);
    return words.equals(List.of("PREPARE", "TRANSACTION"))
        || (ENDS.contains(statement.verb()) && words.contains("PREPARED"));
  }

  private void beforeCopy(String sql) throws SQLException {
    Harm.refuse(sql);
    // It is sent by the protocol that allows several statements in a text.
    if (new SqlText(sql).plain().replaceFirst(";\\s*$", "").indexOf(';') >= 0
        || !SqlStatement.of(sql).verb().equals("COPY")) {
      throw refusal("This is more than a COPY");
    }
    transaction.enter();
  }

  private void requireNothingToCommit(SqlStatement statement) throws SQLException {
    Optional<String> number =
        COMMITS.contains(statement.verb()) ? transaction.number() : Optional.empty();
    if (number.isPresent()) {
      wrote.tell(true);
      throw TransactionNumbers.wroteAs(number.get());
    }
  }

  private static boolean chains(SqlStatement statement) {
    List<String> words = statement.words(4);
    return words.contains("CHAIN") && !words.contains("NO");
  }

  private static AdminException refusal(String what) {
    return AdminException.refused(what + ", and this session is read-only.");
  }
}
