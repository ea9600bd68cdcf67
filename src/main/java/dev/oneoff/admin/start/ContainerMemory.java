package dev.oneoff.admin.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of this container's Linux control group, in bytes.
 *
 * @param cgroups where the kernel shows them
 */
public record ContainerMemory(Path cgroups) {

  /** A cgroup v1 without a limit reports about 2 to the power of 63. */
  private static final long NO_LIMIT = 1L << 62;

  public static ContainerMemory ofThisProcess() {
    return new ContainerMemory(Path.of("/sys/fs/cgroup"));
  }

  /** Empty if there is no limit. */
  public OptionalLong limit() throws IOException {
    Optional<String> limit = first("memory.max", "memory/memory.limit_in_bytes");
    return limit.isPresent()
            && limit.get().matches("\\d{1,19}")
            && Long.parseLong(limit.get()) < NO_LIMIT
        ? OptionalLong.of(Long.parseLong(limit.get()))
        : OptionalLong.empty();
  }

  /** What the processes have of their own, all together. The kernel cannot take it back. */
  public long ofProcesses() throws IOException {
    return statistic("anon", "total_rss");
  }

  /**
   * What a process could still take before one of them is killed. Files that were read are in
   * memory too, but only for as long as nobody needs the room.
   */
  public OptionalLong free() throws IOException {
    OptionalLong limit = limit();
    Optional<String> used = first("memory.current", "memory/memory.usage_in_bytes");
    if (limit.isEmpty() || used.isEmpty()) {
      return OptionalLong.empty();
    }
    long files =
        statistic("inactive_file", "total_inactive_file")
            + statistic("active_file", "total_active_file");
    return OptionalLong.of(
        Math.max(0, limit.getAsLong() - Math.max(0, Long.parseLong(used.get()) - files)));
  }

  /** The processes in it, this one too. */
  public List<Long> processes() throws IOException {
    return first("cgroup.procs", "memory/cgroup.procs").stream()
        .flatMap(String::lines)
        .map(Long::parseLong)
        .toList();
  }

  /** What one process has of its own; nothing if it is gone. */
  public static long of(long process) throws IOException {
    Path status = Path.of("/proc", String.valueOf(process), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    Matcher line = Pattern.compile("(?m)^RssAnon:\\s*(\\d+) kB$").matcher(Files.readString(status));
    return line.find() ? Long.parseLong(line.group(1)) << 10 : 0;
  }

  private long statistic(String name, String formerly) throws IOException {
    String all = first("memory.stat", "memory/memory.stat").orElse("");
    Matcher line = Pattern.compile("(?m)^(?:" + name + "|" + formerly + ") (\\d+)$").matcher(all);
    long value = 0;
    while (line.find()) {
      // Version 1 has both names, the first of them for one of the groups below alone.
      value = Long.parseLong(line.group(1));
    }
    return value;
  }

  // Of cgroup v2, or else of v1.
  private Optional<String> first(String current, String former) throws IOException {
    for (String file : List.of(current, former)) {
      Path path = cgroups.resolve(file);
      if (Files.isReadable(path)) {
        return Optional.of(Files.readString(path).strip());
      }
    }
    return Optional.empty();
  }
}
