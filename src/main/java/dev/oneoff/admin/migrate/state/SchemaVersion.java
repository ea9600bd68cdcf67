package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a schema, in one line.
 *
 * @param last the last one that ran
 * @param needed the last one that this release has
 * @param pending how many of this release have not run, or not to their end
 * @param unknown how many have run that this release does not have
 */
public record SchemaVersion(
    Optional<ChangesetStatus> last, Optional<ChangesetStatus> needed, long pending, long unknown) {

  public static SchemaVersion of(List<ChangesetStatus> changesets) {
    return new SchemaVersion(
        changesets.stream()
            .filter(changeset -> changeset.appliedAt().isPresent())
            // If several ran at the same moment, the last in order.
            .reduce((a, b) -> at(b).isBefore(at(a)) ? a : b),
        changesets.stream().filter(SchemaVersion::known).reduce((a, b) -> b),
        changesets.stream().filter(SchemaVersion::missing).count(),
        changesets.stream()
            .filter(changeset -> changeset.state() == ChangesetStatus.State.UNKNOWN)
            .count());
  }

  private static boolean missing(ChangesetStatus changeset) {
    return changeset.pending()
        || changeset.state() == ChangesetStatus.State.LATE
        || changeset.state() == ChangesetStatus.State.FAILED;
  }

  private static boolean known(ChangesetStatus changeset) {
    return changeset.state() != ChangesetStatus.State.UNKNOWN
        && changeset.state() != ChangesetStatus.State.EXCLUDED;
  }

  private static Instant at(ChangesetStatus changeset) {
    return changeset.appliedAt().orElseThrow();
  }

  boolean behind() {
    return pending > 0;
  }

  boolean ahead() {
    return unknown > 0;
  }

  /** Completes a sentence that starts with "the schema is". */
  public String describe() {
    if (behind()) {
      return "behind this release by " + ChangesetStatus.count(pending);
    }
    return ahead() ? "ahead of this release by " + ChangesetStatus.count(unknown) : "current";
  }

  /**
   * {@code changes/0003-orders.sql::orders, 2 pending, needs changes/0005-slugs.sql::slugs}; for a
   * current one just its name.
   */
  @Override
  public String toString() {
    return last.map(ChangesetStatus::name).orElse("empty")
        + (behind() ? ", " + pending + " pending" : "")
        + (ahead() ? ", ahead of this release by " + unknown : "")
        + (behind() || ahead()
            ? ", needs " + needed.map(ChangesetStatus::name).orElse("none")
            : "");
  }
}
