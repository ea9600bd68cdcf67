package dev.oneoff.admin.migrate.command;

import dev.oneoff.admin.migrate.changeset.Limit;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How far to run the service's changelog. */
final class LimitOptions {

  static final String TO =
      "The tag to stop at: the changeset that has it is the last one applied. With Flyway, the version.";
  static final String COUNT = "The number of changesets of the service's changelog.";
  static final String PLAN = "Shows the changesets concerned, and changes nothing.";
  static final String SQL = "Prints the SQL as a script for psql, and changes nothing.";

  @Option(names = "--to", paramLabel = "TAG", description = TO)
  @Nullable String to;

  @Option(names = "--count", paramLabel = "N", description = COUNT)
  @Nullable Integer count;

  boolean given() {
    return to != null || count != null;
  }

  Limit limit() {
    return new Limit(
        Optional.ofNullable(to), count == null ? OptionalInt.empty() : OptionalInt.of(count));
  }
}
