package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditingModeTest {

  @TempDir Path home;
  @TempDir Path everybodys;

  @ParameterizedTest
  @CsvSource({
    "set editing-mode vi, vi",
    "SET Editing-Mode VI, vi",
    "  set   editing-mode vi # mine, vi",
    "set editing-mode emacs, emacs",
    "set editing-mode ed, emacs",
    "# set editing-mode vi, emacs",
    "set editing-mode, emacs",
    "set bell-style none, emacs",
    "$if Bash|set editing-mode vi|$endif, emacs",
    "$if oneoff|set editing-mode vi|$endif, vi",
    "$if Bash|$else|set editing-mode vi|$endif, vi",
    "$if Bash|$if oneoff|set editing-mode vi|$endif|$endif, emacs",
    "$if Bash|set bell-style none|$endif|set editing-mode vi, vi",
    "$if mode=emacs|set editing-mode vi|$endif, vi",
    "$endif|$else|set editing-mode vi, emacs",
    "'\"\\C-x\\C-r\": re-read-init-file|set editing-mode vi', vi"
  })
  void theModeIsWhatInputrcSays(String lines, String mode) throws Exception {
    Files.writeString(home.resolve(".inputrc"), lines.replace('|', '\n'));
    assertThat(EditingMode.asked(Map.of(), home, everybodys)).hasToString(mode);
  }

  @Test
  void theFileIsTheNamedOneTheUsersOrTheSystems() throws Exception {
    assertThat(EditingMode.asked(Map.of(), home, everybodys)).isEqualTo(EditingMode.EMACS);
    Files.writeString(everybodys.resolve("inputrc"), "set editing-mode vi");
    assertThat(EditingMode.asked(Map.of(), home, everybodys)).isEqualTo(EditingMode.VI);
    Files.writeString(home.resolve(".inputrc"), "");
    assertThat(EditingMode.asked(Map.of(), home, everybodys)).isEqualTo(EditingMode.EMACS);
    Path named = Files.write(home.resolve("named"), new byte[] {(byte) 0xe9, '\n'});
    Files.writeString(named, "set editing-mode vi", java.nio.file.StandardOpenOption.APPEND);
    assertThat(EditingMode.asked(Map.of("INPUTRC", named.toString()), home, everybodys))
        .isEqualTo(EditingMode.VI);
  }
}
