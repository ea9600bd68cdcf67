package dev.oneoff.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTextTest {

  @TempDir Path directory;

  @Test
  void argumentsThatJavaCannotDecodeAreReadFromTheProcess() throws Exception {
    Path words = words(StandardCharsets.UTF_8, "java", "-jar", "app.jar", "sql", "Zoë", "", "a");

    assertThat(ProcessText.arguments(words, "sql", "Zo\uFFFD\uFFFD", "", "a"))
        .containsExactly("sql", "Zoë", "", "a");
  }

  @Test
  void argumentsThatJavaCanDecodeStayAsTheyAre() {
    assertThat(ProcessText.arguments(directory.resolve("none"), "sql", "Zoë"))
        .containsExactly("sql", "Zoë");
  }

  @Test
  void anArgumentInAnotherEncodingIsRefused() throws Exception {
    Path words = words(StandardCharsets.ISO_8859_1, "app", "Zoë");

    assertThatThrownBy(() -> ProcessText.arguments(words, "Zo\uFFFD"))
        .isInstanceOf(AdminException.class)
        .hasMessage(
            "An argument is not in UTF-8: 'Zo\uFFFD'. Type it in UTF-8, or set LC_ALL to the locale"
                + " that it is in.");
  }

  @Test
  void ifTheSystemDoesNotShowThemTheMessageAsksForALocale() {
    assertThatThrownBy(() -> ProcessText.arguments(directory.resolve("none"), "Zo\uFFFD"))
        .hasMessageContaining("Set LC_ALL=C.UTF-8");
  }

  @Test
  void onlyTheVariablesThatNeedItAreReadAgain() throws Exception {
    Path words = words(StandardCharsets.UTF_8, "A=ä=ö", "B=b", "A");

    assertThat(ProcessText.variables(words, Map.of("A", "\uFFFD=\uFFFD", "B", "b", "C", "\uFFFD")))
        .containsExactly(Map.entry("A", "ä=ö"));
  }

  private Path words(Charset charset, String... words) throws IOException {
    Path file = directory.resolve("words");
    return Files.write(file, (String.join("\0", words) + "\0").getBytes(charset));
  }
}
