package dev.oneoff.admin.database.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StartupWriteTest {

  @Test
  void theServicesCodeIsNamedWithoutGeneratedSuffixes() {
    assertThat(
            sentence(
                "org.postgresql.jdbc.PgStatement.execute",
                "io.agroal.pool.wrapper.StatementWrapper.execute",
                "org.example.Seeds_Subclass.seed$$superforward",
                "org.example.Seeds_Observer_seed_x.notify",
                "io.quarkus.runtime.Application.start"))
        .startsWith("org.example.Seeds.seed writes when the service starts")
        .contains("cannot execute INSERT in a read-only transaction")
        .contains("oneoff.allow-startup-writes=true");
  }

  @Test
  void aToolIsNamedWithItsCaller() {
    assertThat(
            sentence(
                "org.postgresql.jdbc.PgStatement.execute",
                "org.flywaydb.core.Flyway.migrate",
                "org.example.Tables.make"))
        .startsWith("Flyway, called by org.example.Tables.make, writes");
    assertThat(
            sentence("liquibase.Liquibase.update", "io.quarkus.liquibase.runtime.Recorder.start"))
        .startsWith("Liquibase writes");
    assertThat(
            sentence("org.hibernate.tool.schema.internal.SchemaCreatorImpl.create", "java.X.run"))
        .startsWith("Hibernate's schema management writes");
  }

  @Test
  void suppressedExceptionsAreSearchedToo() {
    RuntimeException boot = new RuntimeException("Failed to start");
    IllegalStateException rollback = new IllegalStateException("rolled back", boot);
    boot.addSuppressed(refused("org.example.Seeds.seed"));
    boot.addSuppressed(rollback);

    assertThat(StartupWrite.explain(rollback)).isPresent();
  }

  @Test
  void anyOtherFailureIsNotExplained() {
    assertThat(StartupWrite.explain(new SQLException("no such table", "42P01"))).isEmpty();
    assertThat(StartupWrite.explain(new IllegalStateException())).isEmpty();
  }

  private static String sentence(String... frames) {
    RuntimeException boot = new RuntimeException("Failed to start", refused(frames));
    AdminException explained = StartupWrite.explain(boot).orElseThrow();
    assertThat(explained.reason()).isEqualTo(AdminException.Cause.REFUSED);
    return String.valueOf(explained.getMessage());
  }

  private static SQLException refused(String... frames) {
    SQLException refused =
        new SQLException("ERROR: cannot execute INSERT in a read-only transaction", "25006");
    refused.setStackTrace(
        Stream.of(frames)
            .map(
                frame ->
                    new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        1))
            .toArray(StackTraceElement[]::new));
    return refused;
  }
}
