package dev.oneoff.admin.database;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneoff.TestDatabase;
import dev.oneoff.TestPostgres;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.database.address.DatabaseUrl;
import dev.oneoff.admin.database.local.LocalPostgres;
import dev.oneoff.admin.database.local.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @BeforeEach
  void table() throws Exception {
    database.execute("create table item (id int primary key); insert into item values (1)");
  }

  @Test
  void aMissingTableInAnEmptyDatabasePointsToMigrate() throws Exception {
    database.execute("drop table item");

    assertThat(
            database
                .database()
                .failure()
                .explain(failure(database.database(), "select * from orders"))
                .orElseThrow())
        .is(because(Cause.REFUSED))
        .hasMessageContaining(
            " has no tables yet: relation \"orders\" does not exist. 'migrate status' tells what is pending.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          53100 | UNAVAILABLE   | disk of PostgreSQL
          53200 | UNAVAILABLE   | out of memory
          53300 | UNAVAILABLE   | no free connection
          53400 | REFUSED       | A limit of the role or
          54000 |               |
          55000 | REFUSED       | not ready for it
          55006 | BUSY          | in use
          55P03 | BUSY          | Another session holds a lock
          40001 | BUSY          | Another transaction conflicted
          40P01 | BUSY          | Another transaction conflicted
          57014 |               |
          57P01 | UNAVAILABLE   | was lost
          57P02 | UNAVAILABLE   | was lost
          57P03 | UNAVAILABLE   | accepts no connections
          57P05 | UNAVAILABLE   | because of a limit
          25P03 | UNAVAILABLE   | because of a limit
          25P04 | UNAVAILABLE   | because of a limit
          08006 | UNAVAILABLE   | was lost
          58030 | UNAVAILABLE   | system error at PostgreSQL
          XX000 |               |
          XX001 | FAILED        | damaged
          XX002 | FAILED        | damaged
          0A000 | FAILED        | does not support it
          42501 | REFUSED       | The role '
          25006 | REFUSED       | refuses it
          3F000 | CONFIGURATION | no such schema
          28P01 | CONFIGURATION | Check DATABASE_URL
          3D000 | CONFIGURATION | Check DATABASE_URL
          42P01 |               |
          23505 |               |
          22012 |               |
          P0001 |               |
          """)
  void whatPostgresqlRaisesIsToldByItsCode(String code, Cause cause, String words) {
    SQLException raised =
        failure(
            database.database(),
            "do $$ begin raise exception 'its words' using errcode = '" + code + "'; end $$");
    Optional<AdminException> told = database.database().failure().explain(raised);

    assertThat(told.map(AdminException::reason)).isEqualTo(Optional.ofNullable(cause));
    if (cause != null) {
      assertThat(told.orElseThrow()).hasMessageContainingAll("its words");
      assertThat(told.orElseThrow().getMessage()).containsIgnoringCase(words);
    }
  }

  @Test
  void aRoleWithoutRightsIsNamed() throws Exception {
    try (TestRole role = new TestRole(database, "")) {
      assertThat(told(role.connected(), "select * from item"))
          .is(because(Cause.REFUSED))
          .hasMessageContainingAll(
              "The role '" + role.name() + "'", "permission denied for table item", "granted");
      assertThat(told(role.connected(), "alter table item add name text"))
          .is(because(Cause.REFUSED))
          .hasMessageContainingAll(role.name(), "must be owner", "Run it as the owner");
      assertThat(told(role.connected(), "create table other (id int)"))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("permission denied for schema public");
      assertThat(role.connected().failure().cannotWrite().orElseThrow())
          .contains("The role '" + role.name() + "' may not write to any table");
      role.grant("insert on item");
      assertThat(role.connected().failure().cannotWrite()).isEmpty();
    }
  }

  @Test
  void theSourceOfReadOnlyIsNamed() throws Exception {
    String name = database.query("select current_database()").get(0);
    try (TestRole role = new TestRole(database, "").grant("insert on item")) {
      role.set("default_transaction_read_only = on");
      assertThat(told(role.connected(), "insert into item values (2)"))
          .is(because(Cause.REFUSED))
          .hasMessageContainingAll(
              "read-only for the role '" + role.name() + "' (ALTER ROLE … SET)");
      role.set("default_transaction_read_only to default");
      database.execute("alter database " + name + " set default_transaction_read_only = on");
      assertThat(told(role.connected(), "insert into item values (2)"))
          .is(because(Cause.REFUSED))
          .hasMessageContainingAll(name, "read-only for the database (ALTER DATABASE … SET)");
      database.execute(
          "set transaction read write; alter database "
              + name
              + " reset default_transaction_read_only");
    }
  }

  @Test
  void aSearchPathToNowhereIsReportedWithItsSource() throws Exception {
    try (TestRole role = new TestRole(database, "").set("search_path = nowhere")) {
      for (String sql : List.of("create table other (id int)", "select * from item")) {
        assertThat(told(role.connected(), sql))
            .is(because(Cause.CONFIGURATION))
            .hasMessageContainingAll("search path (nowhere)", "of the role '" + role.name() + "'");
      }
      assertThat(told(role.connected(), "select * from nowhere.item")).isNotNull();
    }
    // Where there is a schema, it is the table that is missing.
    assertThat(told(database.database(), "select * from no_such_table")).isNull();
  }

  @Test
  void aRoleWithoutAFreeConnectionIsNotToldToCheckItsHostAndPort() throws Exception {
    try (TestRole role = new TestRole(database, "connection limit 0")) {
      assertThatThrownBy(() -> role.connected().connect())
          .is(because(Cause.UNAVAILABLE))
          .hasMessageContainingAll(
              "no free connection for '" + role.name() + "'", "max_connections")
          .hasMessageNotContaining("host and port");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          57P03 | the database system is starting up                 | UNAVAILABLE   | accepts no connections now
          57P03 | the database system is shutting down               | UNAVAILABLE   | accepts no connections now
          57P01 | terminating connection due to administrator command| UNAVAILABLE   | accepts no connections now
          53300 | sorry, too many clients already                    | UNAVAILABLE   | has no free connection for 'app'
          53100 | could not write init file                          | UNAVAILABLE   | has no room for another session
          53200 | out of memory                                      | UNAVAILABLE   | has no room for another session
          28P01 | password authentication failed                     | CONFIGURATION | does not let 'app' in
          28000 | no pg_hba.conf entry for host                      | CONFIGURATION | does not let 'app' in
          3D000 | database 'orders'                                  | CONFIGURATION | no database 'orders'
          42501 | permission denied for database "orders"            | CONFIGURATION | GRANT CONNECT
          55000 | database "orders" is not currently accepting       | CONFIGURATION | accepts no connections
          22023 | unrecognized configuration parameter               | CONFIGURATION | Check DATABASE_URL
          """)
  void aServerThatLetsNobodyInSaysWhy(String code, String message, Cause cause, String words)
      throws IOException {
    try (FakeServer server = new FakeServer(code, message)) {
      Database asked =
          new Database(
              TestDatabase.settingsOf(
                  Map.of(
                      "quarkus.datasource.jdbc.url",
                      DatabaseUrl.parse("DATABASE_URL", server.url()).jdbcUrl(),
                      "quarkus.datasource.username",
                      "app")),
              "test",
              sentence -> {});
      assertThatThrownBy(asked::connect)
          .is(because(cause))
          .hasMessageContainingAll(message, words)
          .hasMessageNotContaining("right host and port");
    }
  }

  @Test
  void aStandbyIsRecognised(@TempDir Path directory) throws Exception {
    LocalPostgres standby = LocalPostgres.in(directory.resolve("server"), TestPostgres.PROGRAMS);
    try {
      LocalServer primary = standby.start(step -> {});
      primary.ensureDatabase("orders");
      standby.stop();
      Files.createFile(primary.directory().resolve("data").resolve("standby.signal"));
      LocalServer server = standby.start(step -> {});
      Database there =
          new Database(
              TestDatabase.settingsOf(
                  Map.of(
                      "quarkus.datasource.jdbc.url", server.jdbcUrl("orders"),
                      "quarkus.datasource.username", server.user(),
                      "quarkus.datasource.password", server.password())),
              "test",
              sentence -> {});
      assertThat(told(there, "create table item (id int)"))
          .is(because(Cause.REFUSED))
          .hasMessageContainingAll("orders on 127.0.0.1:", "is a standby", "primary");
      assertThat(there.failure().cannotWrite().orElseThrow()).contains("is a standby");
      assertThat(
              DatabaseFailure.in(there::connect)
                  .explain(new SQLException("conflict with recovery", "40001"))
                  .orElseThrow())
          .is(because(Cause.BUSY))
          .hasMessageContaining("The standby ended it");
    } finally {
      standby.stop();
    }
  }

  @Test
  void theDatabasesMessageIsFoundHoweverItIsWrapped() {
    SQLException full = new SQLException("no space", "53100");
    BatchUpdateException batch = new BatchUpdateException("Batch entry 0", "53100", new int[0]);
    batch.setNextException(full);
    Exception suppressing = new IllegalStateException("rolled back");
    suppressing.addSuppressed(full);
    SQLException aborted = new SQLException("current transaction is aborted", "25P02");
    aborted.setNextException(full);

    for (Throwable wrapped :
        List.of(
            full,
            new ExecutionException(new IllegalStateException(full)),
            batch,
            suppressing,
            aborted)) {
      assertThat(SqlState.failure(wrapped)).containsSame(full);
    }
    assertThat(SqlState.of(new IllegalStateException("a bug"))).isEqualTo(SqlState.OTHER);
  }

  private static Throwable told(Database as, String sql) {
    return as.failure().explain(failure(as, sql)).orElse(null);
  }

  private static SQLException failure(Database as, String sql) {
    return (SQLException)
        catchThrowable(
            () -> {
              try (Connection connection = as.connect();
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            });
  }
}
