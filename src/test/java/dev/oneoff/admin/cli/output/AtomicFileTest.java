package dev.oneoff.admin.cli.output;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oneoff.admin.AdminException.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path directory;

  @Test
  void aFileGetsItsNameWhenItIsComplete() throws IOException {
    Path file = directory.resolve("a.csv");
    try (AtomicFile output = AtomicFile.at(file)) {
      output.writer().write("id\n日\n");
      output.writer().flush();
      assertThat(file).doesNotExist();
      output.complete();
    }
    assertThat(file).hasContent("id\n日\n");
    assertThat(names()).containsExactly("a.csv");
  }

  @Test
  void anUnfinishedFileLeavesNothingBehind() throws IOException {
    try (AtomicFile output = AtomicFile.at(directory.resolve("a.csv"))) {
      output.writer().write("half");
      output.writer().flush();
      assertThat(output.incomplete()).endsWith("a.csv was not written");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void theOldContentStaysUntilTheNewOneIsComplete() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "former");
    try (AtomicFile output = AtomicFile.at(file)) {
      output.writer().write("new");
    }
    assertThat(file).hasContent("former");
    try (AtomicFile output = AtomicFile.at(file)) {
      output.writer().write("new");
      output.complete();
    }
    assertThat(file).hasContent("new");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "former");
    Path link = Files.createSymbolicLink(directory.resolve("latest.csv"), file);
    try (AtomicFile output = AtomicFile.at(link)) {
      output.writer().write("new");
      output.complete();
    }
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void permissionsAreThoseOfAnyNewFile() throws IOException {
    Path any = Files.createFile(directory.resolve("any"));
    Path file = directory.resolve("a.csv");
    try (AtomicFile output = AtomicFile.at(file)) {
      output.complete();
    }
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
  }

  @Test
  void aDeviceIsWrittenToDirectly() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    try (AtomicFile output = AtomicFile.at(full)) {
      output.writer().write("x");
      assertThatThrownBy(output::complete)
          .is(because(Cause.FAILED))
          .hasMessage("/dev/full cannot be written: No space left on device.");
    }
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void anImpossiblePathIsReportedAtOnce() throws IOException {
    assertThatThrownBy(() -> AtomicFile.at(directory))
        .is(because(Cause.CONFIGURATION))
        .hasMessageEndingWith(" is a directory. Name a file in it.");
    assertThatThrownBy(() -> AtomicFile.at(directory.resolve("none/a.csv")))
        .is(because(Cause.USAGE))
        .hasMessageEndingWith(
            "a.csv cannot be written: there is no folder "
                + directory.resolve("none")
                + ". Create it, or name another.");
    assertThat(directory.resolve("none")).doesNotExist();
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> AtomicFile.at(file.resolve("a.csv")))
        .is(because(Cause.CONFIGURATION))
        .hasMessageEndingWith("a.csv cannot be written: Not a directory.");
  }

  @Test
  void missingPermissionIsReportedAtOnce() throws IOException {
    assumeTrue(!"root".equals(System.getProperty("user.name")));
    Path closed =
        Files.createDirectory(
            directory.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
    assertThatThrownBy(() -> AtomicFile.at(closed.resolve("a.csv")))
        .is(because(Cause.CONFIGURATION))
        .hasMessageEndingWith("a.csv cannot be written: no permission.");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
