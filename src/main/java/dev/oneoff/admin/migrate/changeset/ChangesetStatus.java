package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.ledger.Counts;
import java.time.Instant;
import java.util.Optional;

/** A changeset as a person sees it: which one, and its state in a database. */
public record ChangesetStatus(
    String changelog,
    String id,
    String author,
    String file,
    State state,
    Optional<Instant> appliedAt,
    String description) {

  /** The changelog of the toolkit's own tables, in a table; a service may have that name, too. */
  public static final String TOOLKIT = "toolkit";

  /** The file that it is in. */
  public static final String TOOLKIT_FILE = "dev/oneoff/admin/migrate/changelog.sql";

  /** The state of a changeset in a database. */
  public enum State {
    /** It has run. */
    APPLIED,
    /** It has not run, and the next migrate runs it. */
    PENDING,
    /** It has not run and comes before one that has: the next migrate refuses it. */
    LATE,
    /** It runs with every migrate; nothing waits for it. */
    ALWAYS,
    /** It has run, and its text was changed afterwards. */
    CHANGED,
    /** A part of it ran, and then it failed; a person has to put that right. */
    FAILED,
    /** It is meant for other contexts, labels or databases. */
    EXCLUDED,
    /** It has run in the database but this release does not know it: the schema is ahead. */
    UNKNOWN;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** "1 changeset", "2 changesets". */
  public static String count(long changesets) {
    return Counts.of(changesets, "changeset");
  }

  /** Whether the service's schema needs it, rather than the toolkit's tables. */
  public boolean ofService() {
    return !changelog.equals(TOOLKIT) || !file.equals(TOOLKIT_FILE);
  }

  public boolean pending() {
    return state == State.PENDING;
  }

  /** File and id, as used in messages; a file of Flyway's is one changeset. */
  public String name() {
    return author.isEmpty() ? file : file + "::" + id;
  }
}
