package dev.oneoff.admin.migrate.validate;

import dev.oneoff.admin.Finding;
import dev.oneoff.admin.Finding.Severity;

/**
 * What is wrong with a changelog, and where.
 *
 * @param line from 1; 0 if it has no line
 */
record ChangelogFinding(
    String changelog, String file, int line, String id, String author, Finding finding) {

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
    return new ChangelogFinding(owner, file, line, id, author, finding);
  }
}
