package dev.oneoff.admin.migrate.command;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints changesets as rows. */
final class ChangesetTable {

  private ChangesetTable() {}

  static void print(Console console, Format format, List<ChangesetStatus> changesets) {
    RowPrinter rows =
        console.rows(
            format,
            List.of("changelog", "id", "author", "file", "state", "applied_at", "description"));
    for (ChangesetStatus changeset : changesets) {
      rows.row(
          Arrays.asList(
              changeset.changelog(),
              given(changeset.id()),
              given(changeset.author()),
              changeset.file(),
              changeset.state(),
              changeset.appliedAt().orElse(null),
              changeset.description()));
    }
    rows.end();
  }

  // Flyway's have no author, and its repeatable ones no id.
  private static @Nullable String given(String name) {
    return name.isEmpty() ? null : name;
  }
}
