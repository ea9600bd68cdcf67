package dev.oneoff.admin.migrate.liquibase;

import dev.oneoff.admin.migrate.changeset.ChangelogRun;
import java.util.Objects;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * The row that records a changeset, as a script writes it.
 *
 * @param again whether it has run before
 */
public record RanRow(ChangeSet changeSet, boolean again) {

  /** Writes it; its position in the order is determined when this runs. */
  String sql(String table) {
    String next = "(select coalesce(max(orderexecuted), 0) + 1 from " + table + ")";
    String checksum =
        quoted(changeSet.generateCheckSum(liquibase.ChecksumVersion.latest()).toString());
    if (again) {
      return "update "
          + table
          + " set dateexecuted = now(), orderexecuted = "
          + next
          + ", md5sum = "
          + checksum
          + ", exectype = 'RERAN' where id = "
          + quoted(changeSet.getId())
          + " and author = "
          + quoted(changeSet.getAuthor())
          + " and filename = "
          + quoted(changeSet.getFilePath());
    }
    return "insert into "
        + table
        + " (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum, description,"
        + " comments, contexts, labels, liquibase, tag)\n  select "
        + String.join(
            ", ",
            quoted(changeSet.getId()),
            quoted(changeSet.getAuthor()),
            quoted(changeSet.getFilePath()),
            "now()",
            next,
            "'EXECUTED'",
            checksum,
            quoted(limited(changeSet.getDescription())),
            quoted(limited(Objects.toString(changeSet.getComments(), ""))),
            quoted(text(changeSet.getContextFilter())),
            quoted(text(changeSet.getLabels())),
            "'script'",
            quoted(ChangelogRun.tags(changeSet).reduce((a, b) -> b).orElse(null)));
  }

  /** Deletes the row. */
  public static String deletion(String table, RanChangeSet ran) {
    return "delete from "
        + table
        + " where id = "
        + quoted(ran.getId())
        + " and author = "
        + quoted(ran.getAuthor())
        + " and filename = "
        + quoted(ran.getChangeLog());
  }

  private static @Nullable String text(@Nullable Object value) {
    String text = Objects.toString(value, "");
    return text.isEmpty() || text.equals("()") ? null : text;
  }

  // The width of Liquibase's column.
  private static String limited(@Nullable String text) {
    String whole = Objects.toString(text, "");
    return whole.length() > 250 ? whole.substring(0, 247) + "..." : whole;
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : "'" + text.replace("'", "''") + "'";
  }
}
