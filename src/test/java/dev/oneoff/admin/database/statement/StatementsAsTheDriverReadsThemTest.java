package dev.oneoff.admin.database.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postgresql.core.SqlCommandType.BLANK;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.WriteWindow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.jdbc.PgConnection;

/**
 * Three read a text of SQL: this project, the driver and PostgreSQL. Here they are held against
 * each other, with each control character and each class of Unicode's in each state of quoting.
 */
class StatementsAsTheDriverReadsThemTest {

  private static final TestDatabase DATABASE = new TestDatabase();

  private static @Nullable Connection connection;
  private static @Nullable SqlSession session;

  /** What opens, ends or looks like a quote, a comment or a name before one. */
  private static final List<String> QUOTING =
      List.of(
          "'", "''", "\"", "\"\"", "$$", "$a$", "$é$", "$1", "$1$", "a$", "1$", "a$$", "é$$", "$a",
          "E'", "e'", "U&'", "x'", "nE'", "\\", "\\'", "--", "-- ", "/*", "*/", "/", "-", "*", "(",
          ")", "[", "]", "{", "}", "{fn ", "?", "::", ".", ",", "+", "@");

  private static final List<String> STATEMENTS =
      List.of(
          "; commit; begin read write; insert into written values (1); commit; select ",
          "; commit; insert into written values (2); ",
          ";",
          " select ",
          "select 1 as ",
          " 1 ",
          " as a",
          " ");

  // The first three of each class in each plane, and of those that Java takes for parts of names.
  private static final int[] SEEN = new int[4096];

  /** Every control character, and one or more of every class. */
  private static final List<String> CHARACTERS =
      IntStream.concat(
              IntStream.rangeClosed(1, 0x2f),
              IntStream.rangeClosed(0, 0x1ffff)
                  .filter(StatementsAsTheDriverReadsThemTest::showsItsClass))
          .mapToObj(Character::toString)
          .toList();

  private static boolean showsItsClass(int c) {
    if (c == 0 || !Character.isDefined(c)) {
      return false;
    }
    int kind =
        Character.getType(c)
            | (Character.isJavaIdentifierPart(c) ? 32 : 0)
            | (Character.isWhitespace(c) ? 64 : 0)
            | (c < 128 ? 0 : c < 0x10000 ? 128 : 256)
            | (Character.isISOControl(c) ? 512 : 0);
    return Character.isISOControl(c) || SEEN[kind]++ < 3;
  }

  @BeforeContainer
  static void create() throws Exception {
    DATABASE.create();
    DATABASE.execute("create table written (way int)");
    connection = DATABASE.connect();
    session = new SqlSession(DATABASE.database(), WriteWindow.closed(), Masking.NONE);
  }

  @AfterContainer
  static void drop() throws Exception {
    if (session != null && connection != null) {
      session.close();
      connection.close();
    }
    DATABASE.drop();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(QUOTING)),
            Tuple.of(3, Arbitraries.of(STATEMENTS)),
            Tuple.of(3, Arbitraries.of(CHARACTERS)),
            Tuple.of(1, Arbitraries.of("\r", "\n", "€", "\u00a0", "\u0085", "\u2028")))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void whatIsSentAsOneIsOneToPostgresAndToTheDriverOrRefused(@ForAll("texts") String text)
      throws Exception {
    for (SqlStatement statement : SqlScript.of("select 1 " + text).statements()) {
      assertThat(postgresReadsSeveral(statement.text())).as(statement.text()).isFalse();
      if (driverReadsSeveral(statement)) {
        assertThatThrownBy(
                () -> Objects.requireNonNull(session).run(statement, Map.of(), new Nothing()))
            .as(statement.text())
            .isInstanceOf(AdminException.class);
      }
    }
  }

  @Property(tries = 150)
  void nothingIsWrittenByWhateverIsTyped(@ForAll("texts") String text) throws Exception {
    SqlSession reading = Objects.requireNonNull(session);
    for (String typed : List.of("select 1 " + text, text)) {
      for (SqlStatement statement :
          List.of(SqlStatement.of(typed), first(SqlScript.of(typed).statements(), typed))) {
        try {
          reading.run(statement, Map.of(), new Nothing());
        } catch (AdminException e) {
          // It is no statement more often than not.
        }
      }
    }
    assertThat(DATABASE.query("select way from written")).as(text).isEmpty();
  }

  private boolean driverReadsSeveral(SqlStatement statement) throws Exception {
    try {
      return driver(statement.bind(Map.of()).sql()) > 1;
    } catch (AdminException e) {
      // One with $1 does not come so far.
      return false;
    }
  }

  private static SqlStatement first(List<SqlStatement> statements, String otherwise) {
    return statements.isEmpty() ? SqlStatement.of(otherwise) : statements.get(0);
  }

  private static PgConnection open() throws SQLException {
    return Objects.requireNonNull(connection).unwrap(PgConnection.class);
  }

  private static int driver(String sql) {
    try {
      return OneStatement.count(open().createQuery(sql, true, true).query);
    } catch (SQLException e) {
      // Braces that are none of JDBC's.
      return 1;
    }
  }

  // The text is sent as it is, past the driver's own division.
  private static boolean postgresReadsSeveral(String sql) throws SQLException {
    if (sql.matches("(?s).*\\$\\d.*")) {
      // The driver stumbles over parameters that it has not given.
      return false;
    }
    QueryExecutor executor = open().getQueryExecutor();
    Query whole =
        executor.wrap(
            List.of(
                new NativeQuery(
                    sql, new int[0], false, SqlCommand.createStatementTypeInfo(BLANK))));
    try {
      executor.execute(
          whole,
          whole.createParameterList(),
          new ResultHandlerBase(),
          0,
          0,
          QueryExecutor.QUERY_ONESHOT
              | QueryExecutor.QUERY_DESCRIBE_ONLY
              | QueryExecutor.QUERY_SUPPRESS_BEGIN);
      return false;
    } catch (SQLException e) {
      return String.valueOf(e.getMessage()).contains("multiple commands");
    }
  }

  private static final class Nothing implements SqlResult {
    @Override
    public void columns(List<SqlColumn> columns) {}

    @Override
    public void row(List<@Nullable Object> values) {}
  }
}
