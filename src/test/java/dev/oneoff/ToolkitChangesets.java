package dev.oneoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The toolkit's own changelog: its tables, and what it adds to every count. */
public final class ToolkitChangesets {

  private static final Path FILE =
      Path.of("src/main/resources/dev/oneoff/admin/migrate/changelog.sql");

  private ToolkitChangesets() {}

  /** Makes the toolkit's tables, without a changelog. */
  public static void makeTables(TestDatabase database) throws IOException, SQLException {
    database.execute(Files.readString(FILE));
  }

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
