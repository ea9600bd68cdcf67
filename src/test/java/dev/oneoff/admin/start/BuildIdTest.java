package dev.oneoff.admin.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.oneoff.admin.AdminException;
import org.junit.jupiter.api.Test;

class BuildIdTest {

  @Test
  void classesThatWereNeverPackagedFit() {
    assertThatCode(BuildId::requireTheJars).doesNotThrowAnyException();
  }

  @Test
  void classesOfAnotherBuildThanTheJarsAreRefused() {
    assertThatExceptionOfType(AdminException.class)
        .isThrownBy(() -> BuildId.require("aaaa", "bbbb"))
        .withMessageContainingAll("aaaa", "bbbb", "class cache")
        .extracting(AdminException::reason)
        .isEqualTo(AdminException.Cause.CONFIGURATION);
  }
}
