package dev.oneoff.admin.doctor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The memory limit of this container's Linux control group. */
record ContainerMemory(Path cgroups) {

  // For cgroup v2, and for v1.
  private static final List<String> FILES = List.of("memory.max", "memory/memory.limit_in_bytes");

  /** A cgroup v1 without a limit reports about 2 to the power of 63. */
  private static final long NO_LIMIT = 1L << 62;

  static ContainerMemory ofThisProcess() {
    return new ContainerMemory(Path.of("/sys/fs/cgroup"));
  }

  /** In bytes; empty if there is no limit. */
  OptionalLong limit() throws IOException {
    for (String file : FILES) {
      Path path = cgroups.resolve(file);
      if (Files.isReadable(path)) {
        String limit = Files.readString(path).strip();
        return limit.matches("\\d{1,19}") && Long.parseLong(limit) < NO_LIMIT
            ? OptionalLong.of(Long.parseLong(limit))
            : OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }
}
