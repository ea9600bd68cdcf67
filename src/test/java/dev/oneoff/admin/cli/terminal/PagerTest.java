package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerTest {

  @TempDir Path directory;

  private final StringWriter terminal = new StringWriter();

  @Test
  void textThatFitsIsPrintedAndLongerTextIsPaged() throws IOException {
    Path read = directory.resolve("read");

    page("cat > " + read, 22);
    assertThat(terminal.toString()).hasLineCount(22);
    assertThat(read).doesNotExist();

    page("cat > " + read, 30);
    assertThat(terminal.toString()).hasLineCount(22);
    assertThat(Files.readAllLines(read)).hasSize(30).endsWith("line 30");
  }

  @Test
  void lengthCountsLinesOnTheScreen() throws IOException {
    Path read = directory.resolve("read");
    for (int length : new int[] {80 * 21, 80 * 40}) {
      Pager pager =
          new Pager(terminal, 24, Optional.of("echo $LESS > " + read + "; cat >> " + read));
      pager.wrap(80);
      pager.append("x".repeat(length)).append('\n').close();
    }
    assertThat(terminal.toString()).hasSize(80 * 21 + 1);
    assertThat(Files.readAllLines(read)).containsExactly("-FRX", "x".repeat(80 * 40));
  }

  @Test
  void quittingEarlyIsNotAFailure() throws IOException {
    assertThat(page("head -1 > " + directory.resolve("one"), 50_000).left()).isTrue();
  }

  @Test
  void theReadingTimeIsMeasured() throws IOException {
    assertThat(page("cat > " + directory.resolve("short"), 2).readFor()).isZero();
    assertThat(page("cat > " + directory.resolve("long"), 30).readFor()).isPositive();
  }

  @Test
  void thePagerIsTheNamedProgramIfItExists() throws IOException {
    String path = directory.toString();
    assertThat(Pager.program(Map.of("PAGER", "most -s", "PATH", path))).isEmpty();
    program("less");
    assertThat(Pager.program(Map.of("PAGER", "most -s", "PATH", path))).contains("less");
    program("most");
    assertThat(Pager.program(Map.of("PAGER", "most -s", "PATH", path))).contains("most -s");
    assertThat(Pager.program(Map.of("PAGER", "cat", "PATH", path))).isEmpty();
    assertThat(Pager.program(Map.of("PATH", path))).contains("less");
  }

  private void program(String name) throws IOException {
    assertThat(Files.createFile(directory.resolve(name)).toFile().setExecutable(true)).isTrue();
  }

  private Pager page(String program, int lines) throws IOException {
    Pager pager = new Pager(terminal, 24, Optional.of(program));
    for (int i = 1; i <= lines; i++) {
      pager.append("line " + i).append('\n');
    }
    pager.close();
    return pager;
  }
}
