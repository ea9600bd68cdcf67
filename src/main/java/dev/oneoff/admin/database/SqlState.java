package dev.oneoff.admin.database;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;

/**
 * PostgreSQL's error codes by what they mean to the caller: the only place that knows their
 * numbers. {@link DatabaseFailure} puts them into sentences.
 */
public enum SqlState {
  /** The connection is gone, or was never there. */
  CONNECTION("08"),
  /** The driver or the server rejects the protocol: a password that is required and missing. */
  NOT_TALKED_TO("08004"),
  /** An invalid setting; for a connection, one in its address. */
  INVALID_SETTING("22023"),
  NOT_LET_IN("28"),
  NO_SUCH_DATABASE("3D000"),
  NO_SUCH_SCHEMA("3F000"),
  NO_SUCH_TABLE("42P01"),
  NO_SUCH_COLUMN("42703"),
  FORBIDDEN("42501"),
  /** The transaction is read-only, whoever made it so. */
  READ_ONLY("25006"),
  /**
   * Something that must run alone, or ends transactions itself, is inside one; trying to leave a
   * read-only transaction is refused with this.
   */
  IN_A_TRANSACTION("25001", "2D000"),
  /** An earlier statement of the transaction failed, and its error is the one that matters. */
  TRANSACTION_FAILED("25P02"),
  /** A time limit on a transaction, or on idling in one, ended the session. */
  TRANSACTION_TOO_LONG("25P03", "25P04"),
  /** Others were in the way; the same may succeed next time. */
  COLLIDED("40001", "40P01"),
  LOCKED("55P03"),
  IN_USE("55006"),
  NOT_READY("55000"),
  DISK_FULL("53100"),
  OUT_OF_MEMORY("53200"),
  NO_FREE_CONNECTION("53300"),
  LIMIT_REACHED("53400"),
  /** By a person or a time limit; explained by its cause if the statement is known. */
  CANCELLED("57014"),
  ENDED_BY_ADMINISTRATOR("57P01"),
  CRASHED("57P02"),
  NOT_ACCEPTING("57P03"),
  DATABASE_DROPPED("57P04"),
  SESSION_IDLE("57P05"),
  SYSTEM_ERROR("58"),
  DATA_DAMAGED("XX001", "XX002"),
  UNSUPPORTED("0A000"),
  DATABASE_EXISTS("42P04"),
  STATEMENT_EXISTS("42P05"),
  /** Of no significance beyond the statement that failed. */
  OTHER();

  private static final Set<SqlState> LOST =
      Set.of(
          CONNECTION,
          NOT_TALKED_TO,
          TRANSACTION_TOO_LONG,
          ENDED_BY_ADMINISTRATOR,
          CRASHED,
          NOT_ACCEPTING,
          DATABASE_DROPPED,
          SESSION_IDLE);

  private static final Set<SqlState> EVERYWHERE =
      Set.of(
          NO_SUCH_SCHEMA,
          FORBIDDEN,
          READ_ONLY,
          DISK_FULL,
          NO_FREE_CONNECTION,
          SYSTEM_ERROR,
          DATA_DAMAGED);

  // By another transaction, a person, the machine, the role.
  private static final Set<String> NOT_OF_DATA =
      Set.of("0A", "40", "53", "54", "55", "57", "58", "XX", "08", "25", "28", "3D", "3F", "42");

  // Surrounded by spaces.
  private final String codes;

  SqlState(String... codes) {
    this.codes = " " + String.join(" ", codes) + " ";
  }

  private boolean has(String code) {
    return codes.contains(" " + code + " ");
  }

  /** By the code; by its class if the code itself has no meaning of its own. */
  public static SqlState of(SQLException e) {
    String code = String.valueOf(e.getSQLState());
    SqlState ofClass = OTHER;
    for (SqlState state : values()) {
      if (state.has(code)) {
        return state;
      }
      if (code.length() == 5 && state.has(code.substring(0, 2))) {
        ofClass = state;
      }
    }
    return ofClass;
  }

  /** The one of {@link #failure}; {@code OTHER} if the database is not to blame. */
  public static SqlState of(Throwable failure) {
    return failure(failure).map(SqlState::of).orElse(OTHER);
  }

  /**
   * The database's error, however deeply it is wrapped: as a cause, chained by a batch, or
   * suppressed by a transaction. The note that an earlier statement failed only counts if that
   * statement's own error is missing.
   */
  public static Optional<SQLException> failure(Throwable failure) {
    List<SQLException> all = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable next = open.poll();
      if (!seen.add(next)) {
        continue;
      }
      if (next instanceof SQLException e) {
        all.add(e);
        Stream.ofNullable(e.getNextException()).forEach(open::add);
      }
      Stream.ofNullable(next.getCause()).forEach(open::add);
      open.addAll(List.of(next.getSuppressed()));
    }
    // A batch repeats its statement, with all values; the next exception has the plain message.
    return Stream.of(
            all.stream()
                .filter(e -> e.getSQLState() != null && of(e) != TRANSACTION_FAILED)
                .sorted(Comparator.comparing(BatchUpdateException.class::isInstance)),
            all.stream().filter(e -> e.getSQLState() != null),
            all.stream())
        .flatMap(each -> each)
        .findFirst();
  }

  /**
   * Whether the driver or the pool itself says that a result or a connection was closed on this
   * side.
   */
  public static boolean closedHere(SQLException e) {
    if (e.getSQLState() == null) {
      return String.valueOf(e.getMessage()).endsWith(" is closed");
    }
    return List.of("55000", "08003").contains(String.valueOf(e.getSQLState()))
        && !(e instanceof PSQLException known && known.getServerErrorMessage() != null);
  }

  /** Whether an established connection is gone: ended by the server, or unreachable. */
  public boolean lost() {
    return LOST.contains(this);
  }

  /** Whether the server ended the session, or refuses to start one: waiting helps. */
  public boolean ended() {
    return lost() || this == NO_FREE_CONNECTION;
  }

  /** Whether others were in the way, so that the same may succeed next time. */
  public boolean passing() {
    return this == COLLIDED || this == LOCKED;
  }

  /** Whether whatever is tried next would fail in the same way, until somebody fixes it. */
  public static boolean everywhere(Throwable failure) {
    return failure(failure)
        .filter(e -> EVERYWHERE.contains(of(e)) && !message(e).contains("row-level security"))
        .isPresent();
  }

  /** Whether the statement and the database do not fit: a table, a column or a right is missing. */
  public static boolean doesNotFit(SQLException e) {
    return String.valueOf(e.getSQLState()).startsWith("42");
  }

  /**
   * Whether the row being written is to blame, and not its surroundings. A trigger or a function
   * may raise any code of its own about a row, so what is not about rows is listed instead.
   */
  public static boolean ofData(SQLException e) {
    String code = e.getSQLState();
    return code != null && code.length() == 5 && !NOT_OF_DATA.contains(code.substring(0, 2));
  }

  /**
   * PostgreSQL's message: the first line, without the severity. Messages about data quote it, and
   * unless somebody typed it, it may belong to anyone: then it is left out.
   */
  public static String message(SQLException e) {
    return WordsOnData.withoutValues(rawMessage(e), String.valueOf(e.getSQLState()));
  }

  /** Whether PostgreSQL's message contains no value except in the detail about a key or a row. */
  public static boolean tellsWhole(SQLException e) {
    return message(e).equals(rawMessage(e));
  }

  /** The same, whatever it reveals. */
  public static String rawMessage(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("^(ERROR|FATAL|PANIC): ", "")
        .replaceFirst("\\.$", "");
  }
}
