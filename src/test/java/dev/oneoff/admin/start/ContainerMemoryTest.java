package dev.oneoff.admin.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerMemoryTest {

  @TempDir Path cgroups;

  private void file(String name, String text) throws IOException {
    Path file = cgroups.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void filesThatWereReadDoNotTakeRoom() throws IOException {
    file("memory.max", "1000\n");
    file("memory.current", "700\n");
    file("memory.stat", "anon 300\nfile 400\nactive_file 150\ninactive_file 250\nshmem 0\n");
    file("cgroup.procs", "1\n42\n");

    ContainerMemory memory = new ContainerMemory(cgroups);
    assertThat(memory.free()).hasValue(700);
    assertThat(memory.ofProcesses()).isEqualTo(300);
    assertThat(memory.processes()).containsExactly(1L, 42L);
  }

  @Test
  void theFirstVersionOfControlGroupsCountsGroupsBelowApart() throws IOException {
    file("memory/memory.limit_in_bytes", "1000\n");
    file("memory/memory.usage_in_bytes", "700\n");
    file(
        "memory/memory.stat",
        "rss 1\nactive_file 1\ninactive_file 1\ntotal_rss 300\ntotal_active_file 150\n"
            + "total_inactive_file 250\n");

    ContainerMemory memory = new ContainerMemory(cgroups);
    assertThat(memory.free()).hasValue(700);
    assertThat(memory.ofProcesses()).isEqualTo(300);
  }

  @Test
  void withoutALimitNothingIsScarce() throws IOException {
    assertThat(new ContainerMemory(cgroups).free()).isEmpty();

    file("memory.max", "max\n");
    file("memory.current", "700\n");
    file("memory.stat", "anon 300\n");
    assertThat(new ContainerMemory(cgroups).free()).isEmpty();
  }

  @Test
  void aProcessHasMemoryOfItsOwnUntilItIsGone() throws Exception {
    assertThat(ContainerMemory.of(ProcessHandle.current().pid())).isGreaterThan(1 << 20);

    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(ContainerMemory.of(ended.pid())).isZero();
  }
}
