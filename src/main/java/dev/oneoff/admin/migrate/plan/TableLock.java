package dev.oneoff.admin.migrate.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a statement does to one table, for as long as its transaction runs.
 *
 * @param table as the statement names it, or an index of it; null if there is none
 */
public record TableLock(@Nullable String table, Level level, Rewrite rewrite) {

  /** PostgreSQL's table-level locks from weakest to strongest (manual, 13.3.1). */
  public enum Level {
    NONE(""),
    ACCESS_SHARE(""),
    ROW_SHARE(""),
    ROW_EXCLUSIVE(""),
    SHARE_UPDATE_EXCLUSIVE(""),
    SHARE("blocks writers"),
    SHARE_ROW_EXCLUSIVE("blocks writers"),
    EXCLUSIVE("blocks writers"),
    ACCESS_EXCLUSIVE("blocks readers and writers"),
    /** The manual does not say, or the statement is not understood here. */
    UNKNOWN("unknown");

    // By the table of conflicts (13.2): a reader takes ACCESS SHARE, a writer ROW EXCLUSIVE.
    private final String meaning;

    Level(String meaning) {
      this.meaning = meaning;
    }

    /** As the manual writes it. */
    @Override
    public String toString() {
      return this == NONE || this == UNKNOWN
          ? name().toLowerCase(java.util.Locale.ROOT)
          : name().replace('_', ' ');
    }
  }

  /** Whether the table is rewritten, which takes time in proportion to its rows. */
  public enum Rewrite {
    NO,
    POSSIBLE,
    YES
  }

  static TableLock of(@Nullable String table, Level level) {
    return new TableLock(table, level, Rewrite.NO);
  }

  static TableLock unknown() {
    return of(null, Level.UNKNOWN);
  }

  /** The same with the stronger of the two. */
  TableLock and(TableLock other) {
    return new TableLock(
        table,
        level.compareTo(other.level) >= 0 ? level : other.level,
        rewrite.compareTo(other.rewrite) >= 0 ? rewrite : other.rewrite);
  }

  /** How it affects others. */
  String meaning() {
    return switch (rewrite) {
      case NO -> level.meaning;
      case POSSIBLE -> level.meaning + ", may rewrite the table";
      case YES -> level.meaning + ", rewrites the table";
    };
  }
}
