package dev.oneoff.admin.doctor.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.TestRole;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseChecksTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aVersionWithoutFixesIsFound() throws Exception {
    assertThat(version("2026-11-26")).isEmpty();
    assertThat(version("2030-06-01"))
        .isEqualTo("[warning: PostgreSQL 18 gets no fixes after 2030-11-14.]");
    assertThat(version("2030-11-15"))
        .isEqualTo("[error: PostgreSQL 18 has had no fixes since 2030-11-14.]");
  }

  private String version(String today) throws Exception {
    String found =
        Findings.of(new DatabaseVersionCheck(() -> LocalDate.parse(today)), database).toString();
    return found.equals("[]") ? "" : found;
  }

  @Test
  void differentClocksAreFound() throws Exception {
    assertThat(Findings.of(new ClockCheck(), database)).isEmpty();
    assertThat(Findings.of(new ClockCheck(shifted(Duration.ofSeconds(-10))), database))
        .singleElement()
        .asString()
        .matches("warning: The database's clock is (9|10) seconds ahead of this machine's\\.");
    assertThat(Findings.of(new ClockCheck(shifted(Duration.ofHours(1))), database))
        .singleElement()
        .asString()
        .matches("error: The database's clock is 3(600|599) seconds behind this machine's\\.");
  }

  private static Clock shifted(Duration by) {
    return Clock.offset(Clock.systemUTC(), by);
  }

  @Test
  void differentTimeZonesAreFound() throws Exception {
    String name = database.location().name();
    database.execute("alter database " + name + " set timezone = 'Asia/Tokyo'");

    assertThat(Findings.of(new TimeZoneCheck(ZoneId.of("Asia/Tokyo")), database)).isEmpty();
    assertThat(Findings.of(new TimeZoneCheck(ZoneOffset.ofHours(9)), database)).isEmpty();
    assertThat(Findings.of(new TimeZoneCheck(ZoneId.of("Europe/Berlin")), database))
        .containsExactly(
            "warning: The time zone is Europe/Berlin in Java and Asia/Tokyo in the database.");
  }

  @Test
  void aZoneThatIsEqualOnlyInWinterIsFound() throws Exception {
    database.execute("alter database " + database.location().name() + " set timezone = 'GMT'");

    assertThat(Findings.of(new TimeZoneCheck(ZoneId.of("Europe/London")), database)).hasSize(1);
  }

  @Test
  void aCollationWhoseRulesHaveChangedIsFound() throws Exception {
    database.execute("create collation german (provider = icu, locale = 'de')");
    database.execute("create table words (word text collate german primary key)");
    assertThat(Findings.of(new CollationCheck(), database)).isEmpty();

    database.execute("update pg_collation set collversion = '1.0' where collname = 'german'");

    assertThat(Findings.of(new CollationCheck(), database))
        .singleElement()
        .asString()
        .startsWith("error: The collation german was built with version 1.0, and the system has ");
  }

  @Test
  void anEncodingThatDoesNotHoldEveryCharacterIsFound() throws Exception {
    String ascii = database.location().name() + "_ascii";
    database.execute(
        "create database "
            + ascii
            + " template template0 encoding 'SQL_ASCII' locale 'C' locale_provider libc");
    try {
      PGSimpleDataSource there = new PGSimpleDataSource();
      there.setURL(database.location().jdbcUrl().replace(database.location().name(), ascii));
      there.setUser(database.user());
      there.setPassword(database.password());

      assertThat(new CollationCheck().look(there, database.settings()))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.what())
                      .isEqualTo(
                          "The database's encoding is SQL_ASCII: it cannot hold every character."));
    } finally {
      database.execute("drop database " + ascii + " with (force)");
    }
  }

  @Test
  void poolsThatAreTooLargeAreFound() throws Exception {
    database.execute("alter database " + database.location().name() + " connection limit 50");

    assertThat(pools("25")).isEmpty();
    assertThat(pools("26"))
        .isEqualTo(
            "[warning: 1 server of up to 26 connections and one more during a deployment, and 50"
                + " are allowed.]");
    assertThat(pools("51"))
        .isEqualTo("[error: 1 server of up to 51 connections, and 50 are allowed.]");
  }

  private String pools(String size) throws Exception {
    String found =
        Findings.of(new ConnectionsCheck(), database, "quarkus.datasource.jdbc.max-size", size)
            .toString();
    return found.equals("[]") ? "" : found;
  }

  @Test
  void missingTimeoutsAreFound() throws Exception {
    String name = database.location().name();
    assertThat(Findings.of(new TimeoutsCheck(), database))
        .containsExactly(
            "warning: idle_in_transaction_session_timeout is not set: a transaction may stay open"
                + " for ever.",
            "warning: lock_timeout is not set: a statement may wait for a lock for ever.",
            "warning: statement_timeout is not set: a statement may run for ever.");

    database.execute("alter database " + name + " set statement_timeout = '30s'");
    database.execute("alter database " + name + " set lock_timeout = '10s'");

    assertThat(
            Findings.of(
                new TimeoutsCheck(),
                database,
                "quarkus.datasource.jdbc.new-connection-sql",
                "set idle_in_transaction_session_timeout = '1min'"))
        .isEmpty();
  }

  @Test
  void aWellKnownPasswordAndASuperuserAreFoundWhereItMatters() throws Exception {
    String[] weak = {"quarkus.datasource.password", "Postgres", "oneoff.environment", ""};
    weak[3] = "development";
    assertThat(Findings.of(new CredentialsCheck(), database, weak)).isEmpty();

    weak[3] = "production";
    assertThat(Findings.of(new CredentialsCheck(), database, weak))
        .containsExactly(
            "error: The database's password is one that attackers try first.",
            "warning: The service's role "
                + database.user()
                + " is a superuser: nothing is denied to it.");
  }

  @Test
  void consolesThatReadAsMoreThanAReaderAreFound() throws Exception {
    String[] production = {"oneoff.environment", "production"};
    assertThat(Findings.of(new ConsolesCheck(), database)).isEmpty();
    assertThat(Findings.of(new ConsolesCheck(), database, production))
        .singleElement()
        .asString()
        .startsWith("warning: Consoles read as " + database.user() + ", a superuser");
    try (TestRole role = new TestRole(database, "")) {
      database.execute("create table admin_environment as select 'production'::text as name");
      role.grant("select on admin_environment");
      Settings asRole = role.connected().settings();
      database.execute("create table owned (id int)");
      assertThat(new ConsolesCheck().look(database.dataSource(), asRole)).isEmpty();
      database.execute("alter table owned owner to " + role.name());
      assertThat(new ConsolesCheck().look(database.dataSource(), asRole))
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).endsWith("the owner of the tables."));
    }
  }

  @Test
  void withoutANameTheEnvironmentIsTheDatabases() throws Exception {
    database.execute("create table admin_environment as select 'staging'::text as name");

    assertThat(Findings.of(new CredentialsCheck(), database)).hasSize(1);
  }

  @Test
  void withoutAPoolerNoneIsMentioned() throws Exception {
    assertThat(Findings.of(new PoolerCheck(), database)).isEmpty();
  }
}
