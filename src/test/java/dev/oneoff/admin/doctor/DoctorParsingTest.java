package dev.oneoff.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Finding.Severity;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.option.FailLevelOption;
import dev.oneoff.admin.cli.parse.Parsed;
import java.util.List;
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

    assertThat(doctor.failLevel.reachedBy(Severity.WARNING)).isTrue();
    assertThat(doctor.failLevel.reachedBy(Severity.INFO)).isFalse();
    assertThat(doctor.passed).isTrue();
    assertThat(doctor.format.format()).isEqualTo(Format.JSON);
  }

  @Test
  void withoutALevelOnlyAnErrorFails() {
    FailLevelOption level = Parsed.command(DoctorCommand.class, "doctor").failLevel;

    assertThat(level.reachedBy(Severity.ERROR)).isTrue();
    assertThat(level.reachedBy(Severity.WARNING)).isFalse();
  }

  @Test
  void whatCannotBeCheckedNeverFails() {
    for (String level : List.of("info", "warning", "error", "never")) {
      FailLevelOption typed =
          Parsed.command(DoctorCommand.class, "doctor", "--fail-level", level).failLevel;
      assertThat(typed.reachedBy(Severity.UNSEEN)).isFalse();
      assertThat(typed.reachedBy(Severity.ERROR)).isEqualTo(!level.equals("never"));
    }
  }
}
