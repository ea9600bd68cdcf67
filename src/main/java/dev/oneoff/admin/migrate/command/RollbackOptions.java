package dev.oneoff.admin.migrate.command;

import dev.oneoff.admin.migrate.changeset.Limit;
import dev.oneoff.admin.migrate.changeset.RollbackPlan;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far back; exactly one of these. */
final class RollbackOptions {

  @Option(names = "--to", paramLabel = "TAG", description = LimitOptions.TO)
  @Nullable String to;

  @Option(names = "--count", paramLabel = "N", description = LimitOptions.COUNT)
  @Nullable Integer count;

  @Option(
      names = "--to-date",
      paramLabel = "TIME",
      description =
          "The time to roll back to, as in 2026-11-01T12:00:00Z; what ran after it is rolled back.")
  @Nullable Instant toDate;

  RollbackPlan.Target target() {
    return new RollbackPlan.Target(
        new Limit(
            Optional.ofNullable(to), count == null ? OptionalInt.empty() : OptionalInt.of(count)),
        Optional.ofNullable(toDate));
  }
}
