package dev.oneoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the toolkit's own changelog adds to every count, so that no test has to follow it. */
public final class ToolkitChangesets {

  private static final Path FILE =
      Path.of("src/main/resources/dev/oneoff/admin/migrate/changelog.sql");

  private ToolkitChangesets() {}

  /** How many changesets there are with so many of the service's. */
  public static long and(int services) {
    try {
      return services
          + Files.readAllLines(FILE).stream()
              .filter(line -> line.startsWith("--changeset "))
              .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
