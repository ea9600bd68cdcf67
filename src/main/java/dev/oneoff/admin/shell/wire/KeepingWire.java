package dev.oneoff.admin.shell.wire;

import static dev.oneoff.admin.shell.wire.ExecuteCall.transactionState;

import dev.oneoff.admin.database.pool.Wire;
import dev.oneoff.admin.database.session.TableChange;
import dev.oneoff.admin.database.statement.ReadOnlyRules;
import dev.oneoff.admin.database.statement.SqlStatement;
import dev.oneoff.admin.shell.kept.OpenWrites;
import dev.oneoff.admin.shell.kept.RowChange;
import dev.oneoff.admin.shell.kept.WrittenTables;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Query;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Keeps the before and after image of each row that a statement writes, so that it can be undone,
 * whoever sends the statement. If that does not work the statement runs unchanged.
 */
public final class KeepingWire implements Wire.Link {

  private static final Set<String> COMMITS = Set.of("COMMIT", "END");
  private static final Set<String> LISTENS = Set.of("LISTEN", "UNLISTEN");
  // Anything they write is rows, which are counted.
  private static final Set<String> COUNTED = Set.of("WITH", "EXPLAIN", "LISTEN", "UNLISTEN");
  private static final Pattern ONLY_PLANS =
      Pattern.compile("(?is)\\s*explain\\b(?!.*\\banalyze\\b).*");
  // None of these writes rows itself; an empty one checks whether the connection is alive.
  private static final Set<String> WRITE_NOTHING =
      Set.of("", "LOCK", "DECLARE", "FETCH", "MOVE", "CLOSE", "DEALLOCATE");
  private static final Set<String> LEAVES_ALL =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "VALUES",
          "TABLE",
          "SAVEPOINT",
          "RELEASE");
  private static final Set<String> UNSEEN = Set.of("fastpathCall", "startCopy");
  private static final Set<String> ROLLS_BACK = Set.of("ROLLBACK", "ABORT");

  /** Is told what was written, once it is committed. */
  public interface Keeper {

    boolean isOn();

    /** Something was sent that can write rows without reporting them. */
    void sentUnreported();

    /**
     * A transaction was committed.
     *
     * @param database its address
     * @param statements the rows that each of them has changed, in order
     * @param lost why some of it cannot be undone
     */
    void committed(String database, List<List<RowChange>> statements, Optional<String> lost);
  }

  private final PgConnection connection;
  private final Supplier<Optional<Keeper>> keeper;
  private final OpenWrites open = new OpenWrites();
  private final ImagedStatements imaged;
  private final Aside aside = new Aside();

  private KeepingWire(PgConnection connection, Supplier<Optional<Keeper>> keeper) {
    this.connection = connection;
    this.keeper = keeper;
    this.imaged = new ImagedStatements(connection, open, this::aside);
  }

  /**
   * From now on the current keeper is told about the connection's writes, for as long as it lives.
   */
  public static void keep(PgConnection connection, Supplier<Optional<Keeper>> keeper) {
    Wire.link(connection, KeepingWire.class, driver -> new KeepingWire(connection, keeper));
  }

  /** What undoes something is not kept itself, and nobody is asked about it. */
  public static void aside(Connection connection, Aside.Work work) throws SQLException {
    Optional<KeepingWire> wire =
        Wire.link(connection.unwrap(PgConnection.class), KeepingWire.class);
    if (wire.isPresent()) {
      wire.get().aside(work);
    } else {
      BudgetWire.aside(connection, work);
    }
  }

  @Override
  public @Nullable Object pass(Method method, Object @Nullable [] arguments, Wire.Rest rest)
      throws Throwable {
    Optional<ExecuteCall> execute = ExecuteCall.of(method, arguments);
    if (aside.isOn() || execute.isEmpty()) {
      if (UNSEEN.contains(method.getName())) {
        keeper.get().filter(Keeper::isOn).ifPresent(Keeper::sentUnreported);
      }
      return rest.call(arguments);
    }
    Optional<Keeper> now = keeper.get().filter(Keeper::isOn);
    ExecuteCall call = execute.get();
    if (now.isEmpty() || !call.runs()) {
      return rest.call(arguments);
    }
    if (transactionState(connection) == TransactionState.IDLE) {
      forget();
    }
    boolean alone = call.isAlone(connection);
    Optional<Query> one = alone ? Optional.empty() : call.single();
    ImagedStatements.Attempt attempt =
        one.isPresent() ? imaged.send(one.get(), call, rest) : ImagedStatements.Attempt.NONE;
    if (attempt.told()) {
      return null;
    }
    int others = attempt.counted().isPresent() ? BudgetWire.undone(connection).size() : 0;
    Object result = rest.call(arguments);
    attempt.fault().ifPresent(open::lose);
    if (attempt.counted().isPresent()) {
      undone(attempt.counted().get(), others);
    }
    for (Query each : call.statements()) {
      after(SqlStatement.of(each.getNativeSql()), alone, now.get());
    }
    return result;
  }

  private void forget() {
    open.forget();
    imaged.forget();
  }

  private void after(SqlStatement statement, boolean alone, Keeper now) throws SQLException {
    String verb = statement.verb();
    if (changesTheCatalogue(statement)) {
      imaged.forget();
    }
    if (WrittenTables.restyles(statement.text())) {
      open.lose(ImagedStatements.RESTYLED);
    }
    boolean writes =
        ReadOnlyRules.writes(statement) && !WRITE_NOTHING.contains(verb) && !LISTENS.contains(verb);
    if ((writes || UnreportedWrites.isIn(statement)) && !WatchedWire.isAside(connection)) {
      now.sentUnreported();
    }
    if (COMMITS.contains(verb) && transactionState(connection) == TransactionState.IDLE) {
      if (!open.isEmpty()) {
        now.committed(connection.getURL(), open.statements(), open.lost());
      }
      forget();
    } else if (verb.equals("SAVEPOINT")) {
      open.savepoint(name(statement));
    } else if (ROLLS_BACK.contains(verb)) {
      open.rollBackTo(name(statement));
    } else if (ReadOnlyRules.writes(statement)
        && !WRITE_NOTHING.contains(verb)
        && !ONLY_PLANS.matcher(statement.text()).matches()) {
      if (alone && !LISTENS.contains(verb)) {
        now.committed(
            connection.getURL(),
            List.of(),
            Optional.of(verb + " was sent outside of a transaction"));
      } else if (!Returning.VERBS.contains(verb) && !COUNTED.contains(verb)) {
        open.lose(verb + " changes more than rows, and only rows are kept");
      } else if (!connection.haveMinimumServerVersion(Returning.VERSION)) {
        open.lose("this PostgreSQL is older than 18, and does not return rows as they were");
      }
    }
  }

  /** Whether it may change the catalogue, or the meaning of a name. */
  static boolean changesTheCatalogue(SqlStatement statement) {
    return !LEAVES_ALL.contains(statement.verb()) || statement.text().contains("set_config");
  }

  // Its last word.
  private static String name(SqlStatement statement) {
    String text = statement.text().strip();
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  // It made the changes that the same statement has now made again, and PostgreSQL counts both.
  private void undone(Map<String, TableChange> before, int others) throws SQLException {
    if (transactionState(connection) == TransactionState.OPEN) {
      List<TableChange> undone = BudgetWire.undone(connection);
      undone
          .subList(Math.min(others, undone.size()), undone.size())
          .forEach(each -> before.merge(each.table(), each, TableChange::plus));
      BudgetWire.undone(connection, TableChange.since(before, imaged.counted()));
    }
  }

  private void aside(Aside.Work work) throws SQLException {
    aside.run(() -> BudgetWire.aside(connection, work));
  }
}
