package dev.oneoff.admin.cli.boot;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.start.ContainerMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomInContainerTest {

  private static final long MB = 1L << 20;

  @TempDir Path cgroups;

  /** A process that waits: it takes little, and will take what a command takes. */
  public static final class Waiting {
    public static void main(String... arguments) throws IOException {
      System.in.read();
    }
  }

  /**
   * A container.
   *
   * @param megabytes what it may take
   * @param others what others in it have
   */
  private void container(long megabytes, long others, long own) throws IOException {
    long taken = others * MB + own;
    Files.writeString(cgroups.resolve("memory.max"), String.valueOf(megabytes * MB));
    Files.writeString(cgroups.resolve("memory.current"), String.valueOf(taken + 50 * MB));
    Files.writeString(
        cgroups.resolve("memory.stat"), "anon " + taken + "\nactive_file " + 50 * MB + "\n");
  }

  private RoomInContainer room(ProcessHandle self, String... settings) {
    return new RoomInContainer(
        new ContainerMemory(cgroups),
        self,
        TestDatabase.settingsOf(
            settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1])));
  }

  private static Process waiting() throws Exception {
    Path classes =
        Path.of(Waiting.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-cp",
            classes.toString(),
            Waiting.class.getName())
        .start();
  }

  private static Process ended() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    return ended;
  }

  @Test
  void besideAServerACommandNeedsRoomForItself() throws Exception {
    ProcessHandle self = ended().toHandle();
    container(384, 200, 0);

    assertThatCode(() -> room(self).require(110)).doesNotThrowAnyException();
    assertThatThrownBy(() -> room(self).require(220))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContainingAll("184 of 384 MB are free", "about 220", "job run");
    assertThatCode(() -> room(self, "oneoff.memory-check", "false").require(220))
        .doesNotThrowAnyException();
  }

  @Test
  void aloneItMayTryInWhateverThereIs() throws Exception {
    container(96, 10, 0);

    assertThatCode(() -> room(ended().toHandle()).require(110)).doesNotThrowAnyException();
  }

  @Test
  void whatTheProcessHasItselfIsNotTakenFromIt() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    container(384 + 2_000, 200, ContainerMemory.of(self.pid()));

    assertThatCode(() -> room(self).require(220)).doesNotThrowAnyException();
  }

  @Test
  void ofTwoThatStartAtOnceTheSecondCountsWhatTheFirstWillTake() throws Exception {
    Process first = waiting();
    Process second = waiting();
    try {
      container(512, 220, 0);
      Files.writeString(cgroups.resolve("cgroup.procs"), first.pid() + "\n" + second.pid() + "\n");

      assertThatCode(() -> room(first.toHandle()).require(220)).doesNotThrowAnyException();
      assertThatThrownBy(() -> room(second.toHandle()).require(220))
          .is(because(AdminException.Cause.REFUSED));
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }
  }
}
