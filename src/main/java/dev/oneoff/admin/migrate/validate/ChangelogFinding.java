package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Finding.Severity;

/**
 * What is wrong with a changelog, and where.
 *
 * @param line from 1; 0 if it has no line
 * @param unreadable whether Liquibase cannot read it there, so that nothing can run
 */
record ChangelogFinding(
    String changelog,
    String file,
    int line,
    String id,
    String author,
    Finding finding,
    boolean unreadable) {

  ChangelogFinding(
      String changelog, String file, int line, String id, String author, Finding finding) {
    this(changelog, file, line, id, author, finding, false);
  }

  /** Where Liquibase cannot read it, for this reason. */
  static ChangelogFinding unreadable(
      String changelog, String file, String id, String author, String why) {
    Finding finding =
        Finding.error("Liquibase cannot read it: " + why, "Nothing runs until it can.");
    return new ChangelogFinding(changelog, file, 0, id, author, finding, true);
  }

  Severity severity() {
    return finding.severity();
  }

  /** {@code db/changes.sql:12 (changeset 3 by app)}. */
  String place() {
    return file
        + (line > 0 ? ":" + line : "")
        + (id.isEmpty() ? "" : " (changeset " + id + " by " + author + ")");
  }

  ChangelogFinding of(String owner) {
    return new ChangelogFinding(owner, file, line, id, author, finding, unreadable);
  }
}
