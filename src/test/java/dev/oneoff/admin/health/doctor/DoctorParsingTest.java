package dev.oneoff.admin.health.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Finding.Severity;
import dev.oneoff.admin.cli.Parsed;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.health.doctor.DoctorCommand.FailLevel;
import org.junit.jupiter.api.Test;

class DoctorParsingTest {

  @Test
  void doctorTakesALevelAndAFormat() {
    DoctorCommand doctor =
        Parsed.command(
            DoctorCommand.class,
            "doctor",
            "--fail-level",
            "warning",
            "--passed",
            "--format",
            "json");

    assertThat(doctor.failLevel).isEqualTo(FailLevel.WARNING);
    assertThat(doctor.passed).isTrue();
    assertThat(doctor.format.format()).isEqualTo(Format.JSON);
  }

  @Test
  void withoutALevelOnlyAnErrorFails() {
    FailLevel level = Parsed.command(DoctorCommand.class, "doctor").failLevel;

    assertThat(level.reachedBy(Severity.ERROR)).isTrue();
    assertThat(level.reachedBy(Severity.WARNING)).isFalse();
  }

  @Test
  void whatIsNotSeenNeverFails() {
    for (FailLevel level : FailLevel.values()) {
      assertThat(level.reachedBy(Severity.UNSEEN)).isFalse();
    }
    assertThat(FailLevel.NEVER.reachedBy(Severity.ERROR)).isFalse();
  }
}
