package dev.oneoff.admin.doctor;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.OwnSetting;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.pool.ConsoleGuard;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DoctorTest {

  @Inject DataSource dataSource;
  @Inject ConsoleGuard pool;
  @Inject Config config;

  private interface Look {
    List<Finding> at(DataSource dataSource) throws Exception;
  }

  private record Told(String name, Look look) implements Check {
    @Override
    public List<Finding> look(DataSource asked, Settings settings) throws Exception {
      return look.at(asked);
    }
  }

  @Test
  void checksRunInTheOrderOfTheirNames() throws Exception {
    Finding found = Finding.warning("It rains.", "Take an umbrella.");

    assertThat(examine(new Told("b", asked -> List.of(found)), new Told("a", asked -> List.of())))
        .containsExactly(new Diagnosis("a", List.of()), new Diagnosis("b", List.of(found)));
  }

  @Test
  void aCheckThatThrowsDoesNotStopTheOthers() throws Exception {
    List<Diagnosis> diagnoses =
        examine(
            new Told(
                "broken",
                asked -> {
                  throw new IllegalStateException("The lamp is out.");
                }),
            new Told("fine", asked -> List.of()));

    assertThat(diagnoses.get(0).findings())
        .containsExactly(Finding.unseen("It failed: The lamp is out.", "--verbose says more."));
    assertThat(diagnoses.get(1).passed()).isTrue();
  }

  @Test
  void missingRightsAreReported() throws Exception {
    Look asSomebodyElse =
        asked -> {
          execute(asked, "set local role pg_monitor; select * from customers");
          return List.of();
        };

    assertThat(examine(new Told("forbidden", asSomebodyElse)).get(0).findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.what())
                    .startsWith("The service's role may not see it: ERROR: permission denied"));
  }

  @Test
  void aCheckCannotWrite() throws Exception {
    Look writing =
        asked -> {
          execute(asked, "create table doctors_notes (id int)");
          return List.of();
        };

    assertThat(examine(new Told("writer", writing)).get(0).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("read-only transaction"));
  }

  @Test
  void anUnreachableDatabaseIsTriedOnce() throws Exception {
    int[] asked = {0};
    DataSource away =
        new FailFastDataSource(dataSource) {
          @Override
          public Connection getConnection() throws SQLException {
            asked[0]++;
            throw new SQLException("Nobody answers.");
          }
        };
    Look asking =
        from -> {
          from.getConnection().close();
          return List.of();
        };

    List<Diagnosis> diagnoses =
        new Doctor(List.of(new Told("a", asking), new Told("b", asking)), away, pool, config)
            .examine(TestConsole.interruption());

    assertThat(asked[0]).isEqualTo(1);
    assertThat(diagnoses)
        .containsExactly(
            new Diagnosis(
                "database",
                List.of(
                    Finding.error(
                        "The database cannot be queried: Nobody answers.",
                        "Check that it is running, and check DATABASE_URL."))),
            new Diagnosis("a", List.of(Finding.unseen("It needs the database.", ""))),
            new Diagnosis("b", List.of(Finding.unseen("It needs the database.", ""))));
  }

  @Test
  void whatTellsOfAServiceIsForAdoptionOnly() throws Exception {
    Finding told = Finding.info("It has a mill.", "");
    record Mill(Finding told) implements Check.OfAdoption {
      @Override
      public String name() {
        return "mill";
      }

      @Override
      public List<Finding> look(DataSource from, Settings settings) {
        return List.of(told);
      }
    }
    Doctor doctor =
        new Doctor(
            List.of(new Mill(told), new Told("a", asked -> List.of())), dataSource, pool, config);

    assertThat(doctor.examine(TestConsole.interruption()))
        .containsExactly(new Diagnosis("a", List.of()));
    assertThat(doctor.adopt(TestConsole.interruption()))
        .containsExactly(new Diagnosis("mill", List.of(told)));
  }

  @Test
  void aSkippedCheckDoesNotRun() throws Exception {
    Doctor doctor =
        doctor(
            Map.of(OwnSetting.DOCTOR_SKIP.key(), "a"),
            new Told(
                "a",
                asked -> {
                  throw new AssertionError("It was asked.");
                }),
            new Told("b", asked -> List.of()));

    assertThat(doctor.examine(TestConsole.interruption()))
        .containsExactly(new Diagnosis("b", List.of()));
  }

  @Test
  void skippingAnUnknownCheckIsAnError() {
    assertThatThrownBy(
            () ->
                doctor(Map.of(OwnSetting.DOCTOR_SKIP.key(), "nap"))
                    .examine(TestConsole.interruption()))
        .is(because(Cause.CONFIGURATION))
        .hasMessage(
            "oneoff.doctor.skip names 'nap', but there is no such check. See doctor --passed.");
  }

  private List<Diagnosis> examine(Check... checks) throws Exception {
    return new Doctor(List.of(checks), dataSource, pool, config)
        .examine(TestConsole.interruption());
  }

  private Doctor doctor(Map<String, String> settings, Check... checks) {
    return new Doctor(
        List.of(checks), dataSource, pool, dev.oneoff.TestDatabase.settingsOf(settings).config());
  }

  private static void execute(DataSource on, String sql) throws SQLException {
    try (Connection connection = on.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
