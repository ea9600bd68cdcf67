package dev.oneoff.admin.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

  @TempDir Path home;

  @Test
  void onlyItsUserCanReadTheHistory() throws Exception {
    Path file = HistoryFile.in(home, "orders", "shell").orElseThrow();

    assertThat(file).isEqualTo(home.resolve("oneoff/orders/shell-history")).isEmptyFile();
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
  }

  @Test
  void theNextSessionFindsTheSameFile() throws Exception {
    Path file = HistoryFile.in(home, "orders", "shell").orElseThrow();
    Files.writeString(file, "1 + 1");

    assertThat(HistoryFile.in(home, "orders", "shell")).contains(file);
    assertThat(file).hasContent("1 + 1");
  }

  @Test
  void aServicesNameCannotLeadOutsideTheFolder() {
    assertThat(HistoryFile.in(home, "../a b", "sql"))
        .contains(home.resolve("oneoff/.._a_b/sql-history"));
  }

  @Test
  void withoutAFolderThereIsNoHistory() throws Exception {
    Path file = Files.createFile(home.resolve("file"));

    assertThat(HistoryFile.in(file, "orders", "shell")).isEmpty();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
