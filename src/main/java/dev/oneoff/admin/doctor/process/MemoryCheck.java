package dev.oneoff.admin.doctor.process;

import dev.oneoff.admin.Check;
import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Environment;
import dev.oneoff.admin.start.ContainerMemory;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Whether the JVM leaves room in its container for everything outside the heap: classes, threads,
 * buffers. Otherwise the kernel kills the process, and no log says why.
 */
@Dependent
class MemoryCheck implements Check {

  private static final int WARNING_PERCENT = 80;
  private static final int ERROR_PERCENT = 95;
  private static final long MB = 1L << 20;

  private final ContainerMemory container;
  private final long heap;

  MemoryCheck() {
    this(ContainerMemory.ofThisProcess(), Runtime.getRuntime().maxMemory());
  }

  MemoryCheck(ContainerMemory container, long heap) {
    this.container = container;
    this.heap = heap;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Finding> look(DataSource dataSource, Settings settings) throws Exception {
    OptionalLong limit = container.limit();
    if (limit.isEmpty()) {
      return Environment.matters(settings, dataSource)
          ? List.of(
              Finding.info(
                  "No container memory limit is set: the heap may take " + heap / MB + " MB.",
                  "In Kubernetes, set resources.limits.memory."))
          : List.of();
    }
    long percent = 100 * heap / limit.getAsLong();
    if (percent < WARNING_PERCENT) {
      return List.of();
    }
    String what =
        "The heap may take "
            + heap / MB
            + " MB of the container's "
            + limit.getAsLong() / MB
            + " MB, and the rest of the JVM needs room too.";
    String advice = "Set -XX:MaxRAMPercentage=75 instead of -Xmx, or raise the limit.";
    return List.of(
        percent < ERROR_PERCENT ? Finding.warning(what, advice) : Finding.error(what, advice));
  }
}
