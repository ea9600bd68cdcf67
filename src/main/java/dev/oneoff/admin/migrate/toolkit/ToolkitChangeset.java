package dev.oneoff.admin.migrate.toolkit;

import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the toolkit's changesets. They are written as Liquibase reads them, because it was
 * Liquibase that applied them in earlier releases.
 */
record ToolkitChangeset(String id, String author, String sql) {

  /** Where they are, and the file that their records name. */
  static final String FILE = ChangesetStatus.TOOLKIT_FILE;

  private static final Pattern HEAD = Pattern.compile("--changeset (\\S+):(\\S+)");

  /** A line that is not for the database. */
  private static final Pattern DIRECTIVE = Pattern.compile("--(rollback|comment:) .*");

  /** All of them, in the order in which they run. */
  static List<ToolkitChangeset> all() {
    try (InputStream file =
        Objects.requireNonNull(
            ToolkitChangeset.class.getClassLoader().getResourceAsStream(FILE), FILE)) {
      return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ToolkitChangeset> of(String text) {
    List<ToolkitChangeset> all = new ArrayList<>();
    @Nullable Matcher head = null;
    StringBuilder sql = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      Matcher next = HEAD.matcher(line);
      if (next.matches()) {
        add(head, sql, all);
        head = next;
      } else if (!DIRECTIVE.matcher(line).matches()) {
        sql.append(line).append('\n');
      }
    }
    add(head, sql, all);
    return all;
  }

  // What stands before the first one is nobody's.
  private static void add(@Nullable Matcher head, StringBuilder sql, List<ToolkitChangeset> all) {
    if (head != null) {
      all.add(new ToolkitChangeset(head.group(2), head.group(1), sql.toString().strip()));
    }
    sql.setLength(0);
  }

  /** As used in messages. */
  String name() {
    return FILE + "::" + id + " by " + author;
  }

  ChangesetStatus status(Optional<Instant> appliedAt) {
    return new ChangesetStatus(
        ChangesetStatus.TOOLKIT,
        id,
        author,
        FILE,
        appliedAt.isPresent() ? ChangesetStatus.State.APPLIED : ChangesetStatus.State.PENDING,
        appliedAt,
        "sql");
  }
}
