package dev.oneoff.admin.database.pool;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.WaysToWrite;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SqlColumn;
import dev.oneoff.admin.database.session.SqlResult;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.TransactionNumbers;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.SqlStatement;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.fastpath.FastpathArg;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Ways to write out of a session that only reads, and what comes out: nothing is written, and a
 * sentence says so. Those of one statement; those of several that look like one; and those of JDBC
 * on a connection of the service's pool.
 */
class WaysToWriteTest {

  private static final TestDatabase DATABASE = new TestDatabase();
  private static final String UPDATE = "update item set name = 'written'";
  private static volatile boolean wrote;
  @TempDir static Path directory;

  @BeforeAll
  static void create() throws Exception {
    DATABASE.create();
    WaysToWrite.prepare(DATABASE);
  }

  @AfterAll
  static void drop() {
    DATABASE.drop();
  }

  @AfterEach
  void nothingIsWritten() throws Exception {
    assertThat(
            DATABASE.query(
                "select concat_ws('|', id, name, (select is_called from item_number), (select"
                    + " count(*) from pg_largeobject_metadata), (select count(*) from pg_class"
                    + " where relnamespace = 'public'::regnamespace)) from item"))
        .containsExactly("1|one|f|0|4");
    assertThat(directory).isEmptyDirectory();
  }

  static Stream<String> statements() {
    return WaysToWrite.all(directory).stream();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aStatementThatWritesIsRefused(String way) {
    try (SqlSession session = session()) {
      assertThatThrownBy(() -> run(session, way)).is(because(Cause.REFUSED));
    }
  }

  /** What stands between two of them is where the three that read it could disagree. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 -- \r; commit; begin read write; %s; commit; select 1 --",
        "select $€$ ' $€$; commit; begin read write; %s; commit; select 1 --'",
        "select 1 as a€$$ ; commit; begin read write; %s; commit; select 1 as b€$$",
        "select 1 as a\u00d7$$ ; commit; begin read write; %s; commit; select 1 as b\u00d7$$",
        "select 1 as a\u00a0$$ ; commit; begin read write; %s; commit; select 1 as b\u00a0$$",
        "select $\u00a0$ ' $\u00a0$; commit; begin read write; %s; commit; select 1 --'",
        "select $\u2028$ ' $\u2028$; commit; begin read write; %s; commit; select 1 --'",
        "select 1 as a\u0001$$ ; commit; begin read write; %s; commit; select 1 as b\u0001$$",
        "select 1 /* /* */ */; commit; begin read write; %s; commit; select 1",
        "select 1 /* ' */; commit; begin read write; %s; commit; select ' */'",
        "select E'\\'' ; commit; begin read write; %s; commit; select 1 --'",
        "select E'a''\\''; commit; begin read write; %s; commit; select 1 --'",
        "select '\\'; commit; begin read write; %s; commit; select '\\'",
        "select \"a;b\" ; commit; begin read write; %s; commit; select 1",
        "select U&'\\0027' ; commit; begin read write; %s; commit; select 1",
        "select 1 {fn }; commit; begin read write; %s; commit; select 1",
        "select (1); commit; begin read write; %s; commit; select (1)",
        "select 1); commit; begin read write; %s; commit; select (1",
        "select 1;; commit;; begin read write;; %s;; commit",
        ";select 1; commit; begin read write; %s; commit",
        "select 1;\ncommit;\nbegin read write;\n%s;\ncommit",
        "select 1; start transaction read write; %s; end",
        "select 1; rollback and chain; set transaction read write; %s; commit",
      })
  void severalThatLookLikeOneAreRefused(String way) {
    try (SqlSession session = session()) {
      assertThatThrownBy(() -> run(session, way.replace("%s", UPDATE)))
          .satisfies(
              failure -> assertThat(failure).isInstanceOf(dev.oneoff.admin.AdminException.class));
    }
  }

  /** What is done with a connection of the pool. */
  private interface Work {
    void on(Connection connection) throws Exception;
  }

  private static Arguments way(String name, Work work) {
    return Arguments.of(name, work);
  }

  /** Each in an execution of its own. */
  private static Work sent(String... statements) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    };
  }

  static Stream<Arguments> jdbc() {
    return Stream.of(
        way("at once", sent(UPDATE)),
        way("begin read write", sent("commit", "begin read write", UPDATE, "commit")),
        way("begin", sent("commit", "begin", UPDATE, "commit")),
        way("start", sent("end", "start transaction read write", UPDATE, "commit")),
        way("comments", sent("commit", "begin/**/read/**/write", UPDATE, "commit")),
        way("serializable", sent("abort", "begin isolation level serializable", UPDATE, "commit")),
        way("set transaction", sent("commit", "begin", "set transaction read write", UPDATE)),
        way("set at once", sent("commit", "set transaction read write", UPDATE, "commit")),
        way("set local", sent("commit", "begin", "set local transaction_read_only = off", UPDATE)),
        way("set", sent("commit", "set transaction_read_only to 0", UPDATE, "commit")),
        way(
            "characteristics",
            sent("commit", "set session characteristics as transaction read write", UPDATE)),
        way("default", sent("commit", "set default_transaction_read_only = off", UPDATE, "commit")),
        way(
            "set_config",
            sent("commit", "select set_config('default_transaction_read_only', 'off', false)")),
        way(
            "set_config, put together",
            sent(
                "commit",
                "select set_config('default_' || 'transaction_read_only', 'off', false)",
                "commit",
                UPDATE,
                "commit")),
        way(
            "set_config of this transaction",
            sent("commit", "select set_config('transaction_' || 'read_only', 'off', true)")),
        way("reset", sent("commit", "reset default_transaction_read_only", "commit", UPDATE)),
        way("reset all", sent("commit", "reset all", "commit", UPDATE, "commit")),
        way("discard all", sent("commit", "discard all", UPDATE, "commit")),
        way("role", sent("commit", "reset role", "commit", UPDATE, "commit")),
        way("authorization", sent("commit", "reset session authorization", "commit", UPDATE)),
        way("commit and chain", sent("commit and chain", "set transaction read write", UPDATE)),
        way("rollback and chain", sent("rollback and chain", "set transaction read write", UPDATE)),
        way("savepoint", sent("savepoint a", "rollback to savepoint a", UPDATE)),
        way("prepare transaction", sent("prepare transaction 'a'")),
        way("prepare", sent("prepare w as " + UPDATE, "execute w")),
        way("do", sent("commit", "do $$ begin commit; set transaction read write; end $$")),
        way(
            "do and execute",
            sent(
                "commit",
                "do $$ begin commit; execute 'set transaction read write'; "
                    + "update item set name = 'x'; end $$")),
        way("call", sent("commit", "call write_and_commit()")),
        way("function", sent("commit", "select write()")),
        way("function by text", sent("commit", "select write_by_text()")),
        way("with", sent("commit", "with w as (" + UPDATE + " returning 1) select * from w")),
        way("explain analyze", sent("commit", "explain analyze " + UPDATE)),
        way("for update", sent("commit", "select * from item for update")),
        way("nextval", sent("commit", "select nextval('item_number')")),
        way("role's default", sent("alter role current_user set default_transaction_read_only=1")),
        way("alter system", sent("commit", "alter system set default_transaction_read_only = off")),
        way("create", sent("commit", "create table other (id int)")),
        way("program", sent("commit", "copy item from program 'echo 2'")),
        way("to a program", sent("commit", "copy item to program 'touch " + directory + "/x'")),
        way("to a file", sent("commit", "copy item to '" + directory + "/x'")),
        way("in one text", sent("commit; begin read write; " + UPDATE + "; commit")),
        way(
            "in one text, hidden",
            sent("select 1 -- \r; commit; begin read write; " + UPDATE + "; commit")),
        way("behind one that reads", sent("select 1; commit; begin; " + UPDATE + "; commit")),
        way("behind a setting", sent("set local work_mem = '8MB'; commit; " + UPDATE)),
        way("behind nothing", sent("; commit; begin read write; " + UPDATE + "; commit")),
        way(
            "prepared",
            connection -> {
              for (String sql : List.of("commit", "begin read write", UPDATE, "commit")) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                  statement.execute();
                }
              }
            }),
        way(
            "with a parameter",
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("update item set name = ?")) {
                statement.setString(1, "written");
                statement.executeUpdate();
              }
            }),
        way(
            "batch",
            connection -> {
              try (Statement statement = connection.createStatement()) {
                for (String sql : List.of("commit", "begin read write", UPDATE, "commit")) {
                  statement.addBatch(sql);
                }
                statement.executeBatch();
              }
            }),
        way(
            "setAutoCommit",
            connection -> {
              connection.setAutoCommit(false);
              connection.commit();
              sent(UPDATE).on(connection);
              connection.commit();
            }),
        way(
            "rollback",
            connection -> {
              connection.setAutoCommit(false);
              connection.rollback();
              connection.setAutoCommit(true);
              sent(UPDATE).on(connection);
            }),
        way(
            "setReadOnly",
            connection -> {
              sent("commit").on(connection);
              connection.setReadOnly(false);
              connection.setAutoCommit(false);
              sent(UPDATE).on(connection);
              connection.commit();
            }),
        way(
            "setTransactionIsolation",
            connection -> {
              sent("commit").on(connection);
              connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
              sent(UPDATE, "commit").on(connection);
            }),
        way(
            "a result set's row",
            connection -> {
              try (Statement statement =
                      connection.createStatement(
                          ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE);
                  ResultSet rows = statement.executeQuery("select id, name from item")) {
                rows.next();
                rows.updateString("name", "written");
                rows.updateRow();
              }
            }),
        way(
            "generated keys",
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                    "insert into item values (7)", Statement.RETURN_GENERATED_KEYS);
              }
            }),
        way(
            "callable",
            connection -> {
              sent("commit").on(connection);
              connection.prepareCall("{call write()}").execute();
            }),
        way(
            "unwrapped",
            connection -> {
              PgConnection plain = connection.unwrap(PgConnection.class);
              plain.execSQLUpdate("commit");
              plain.execSQLUpdate("begin read write");
              plain.execSQLUpdate(UPDATE);
              plain.execSQLUpdate("commit");
            }),
        way(
            "the executor",
            connection -> {
              QueryExecutor executor = connection.unwrap(PgConnection.class).getQueryExecutor();
              for (String sql : List.of("commit", UPDATE)) {
                executor.execute(
                    executor.createSimpleQuery(sql),
                    null,
                    new ResultHandlerBase(),
                    0,
                    0,
                    QueryExecutor.QUERY_SUPPRESS_BEGIN);
              }
            }),
        way(
            "the simple protocol",
            connection -> {
              connection
                  .unwrap(PgConnection.class)
                  .getQueryExecutor()
                  .setPreferQueryMode(PreferQueryMode.SIMPLE);
            }),
        way(
            "copy in",
            connection -> {
              sent("commit").on(connection);
              connection
                  .unwrap(PgConnection.class)
                  .getCopyAPI()
                  .copyIn("copy item (id) from stdin", new StringReader("5\n"));
            }),
        way("another's prepared transaction", sent("commit", "commit prepared 'x'")),
        way("another's prepared transaction, back", sent("rollback", "rollback prepared 'x'")),
        way("a message", sent("notify cache, 'all'")),
        way("a checkpoint", sent("checkpoint")),
        way("a library", sent("load 'auto_explain'")),
        way("a block", sent("do $$ begin perform 1; end $$")),
        way(
            "copy out of several",
            connection ->
                connection
                    .unwrap(PgConnection.class)
                    .getCopyAPI()
                    .copyOut(
                        "commit; begin read write; " + UPDATE + "; commit; copy item to stdout",
                        new StringWriter())),
        way(
            "fastpath",
            connection -> {
              sent("commit").on(connection);
              connection
                  .unwrap(PgConnection.class)
                  .getFastpathAPI()
                  .fastpath(
                      Integer.parseInt(DATABASE.query("select 'write'::regproc::oid").get(0)),
                      new FastpathArg[0]);
            }),
        way(
            "large object",
            connection -> {
              connection.setAutoCommit(false);
              connection.commit();
              connection.unwrap(PgConnection.class).getLargeObjectAPI().createLO();
              connection.commit();
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdbc")
  void noWayLeadsOutOfAPooledConnection(String name, Work work) throws Exception {
    try (Connection connection = guarded(WriteWindow.closed())) {
      assertThatThrownBy(() -> work.on(connection))
          .satisfies(
              failure ->
                  assertThat(String.valueOf(failure.getMessage()))
                      .containsAnyOf(
                          "read-only",
                          "read-write mode",
                          "It is not sent",
                          "more than a rollback undoes",
                          "must be called before any query",
                          "invalid transaction termination",
                          "transaction block",
                          "in the middle of a transaction"));
    }
  }

  @Test
  void readingWorksAgainAndAgain() throws Exception {
    try (Connection connection = guarded(WriteWindow.closed());
        Statement statement = connection.createStatement()) {
      for (String end : List.of("commit", "rollback", "end")) {
        statement.execute("select * from item");
        statement.execute("set local work_mem = '8MB'; select 1");
        statement.execute(end);
      }
      connection.setAutoCommit(false);
      statement.execute("select count(*) from item");
      connection.commit();
      StringWriter copied = new StringWriter();
      connection.unwrap(PgConnection.class).getCopyAPI().copyOut("copy item to stdout;", copied);
      assertThat(copied).asString().startsWith("1\tone");
    }
  }

  @Test
  void aClosingWindowClosesForHeldConnectionsToo() throws Exception {
    WriteWindow window = WriteWindow.opened("a test");
    try (Connection connection = guarded(window);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      wrote = false;
      statement.execute("select * from item");
      connection.commit();
      assertThat(wrote).isFalse();
      statement.execute("update item set name = 'one'");
      window.close();
      connection.commit();
      assertThat(wrote).isTrue();
      assertThatThrownBy(() -> statement.execute(UPDATE)).hasMessageContaining("read-only");
    }
  }

  @Test
  void aTransactionWithANumberIsReportedAsAWrite() throws Exception {
    DATABASE.execute(
        "create function emit() returns int language plpgsql as 'begin perform"
            + " pg_logical_emit_message(true, ''a'', ''b''); return 1; end'");
    try (SqlSession session = session()) {
      assertThatThrownBy(() -> run(session, "select emit()"))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("It wrote, though this session is read-only")
          .satisfies(failure -> assertThat(TransactionNumbers.wrote(failure)).isTrue());
    }
    wrote = false;
    try (Connection connection = guarded(WriteWindow.closed());
        Statement statement = connection.createStatement()) {
      statement.execute("select emit()");
      assertThatThrownBy(() -> statement.execute("commit")).is(because(Cause.REFUSED));
      assertThat(wrote).isTrue();
    }
  }

  // As the pool gives it while a console is open.
  private static Connection guarded(WriteWindow window) throws SQLException {
    Connection connection = DATABASE.connect();
    if (!window.isOpen()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("begin read only");
        statement.execute("select 1");
      }
    }
    ReadingWire.of(connection.unwrap(PgConnection.class))
        .guard(window, whileReading -> wrote = true);
    return connection;
  }

  private static SqlSession session() {
    return new SqlSession(DATABASE.database(), WriteWindow.closed(), Masking.NONE);
  }

  static void run(SqlSession session, String sql) {
    session.run(
        SqlStatement.of(sql),
        Map.of(),
        new SqlResult() {
          @Override
          public void columns(List<SqlColumn> columns) {}

          @Override
          public void row(List<@Nullable Object> values) {}
        });
  }
}
