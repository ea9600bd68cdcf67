package dev.oneoff.admin.database.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsArchiveTest {

  @ParameterizedTest
  @CsvSource({"Linux, linux", "Mac OS X, darwin", "Windows 11, windows"})
  void systemsHaveTheNamesOfTheArchives(String java, String archive) {
    assertThat(ProgramsArchive.system(java)).isEqualTo(archive);
  }

  @ParameterizedTest
  @CsvSource({"amd64, x86_64", "x86_64, x86_64", "aarch64, arm_64", "ppc64le, ppcle_64"})
  void architecturesHaveTheNamesOfTheArchives(String java, String archive) {
    assertThat(ProgramsArchive.architecture(java)).isEqualTo(archive);
  }

  @Test
  void theNameIdentifiesTheContent() throws IOException {
    assertThat(ProgramsArchive.ofThisPlatform().name()).matches("postgres-.+-[0-9a-f]{1,8}");
  }
}
