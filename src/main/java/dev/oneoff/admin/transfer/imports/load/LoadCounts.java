package dev.oneoff.admin.transfer.imports.load;

import dev.oneoff.admin.ledger.Counts;
import java.util.ArrayList;
import java.util.List;

/** What has become of a file's rows so far. */
public record LoadCounts(long inserted, long updated, long skipped, long rejected) {

  public static final LoadCounts NONE = new LoadCounts(0, 0, 0, 0);

  public LoadCounts with(long moreInserted, long moreUpdated, long moreSkipped, long moreRejected) {
    return new LoadCounts(
        inserted + moreInserted,
        updated + moreUpdated,
        skipped + moreSkipped,
        rejected + moreRejected);
  }

  /** Rows that are where they belong. */
  public long processed() {
    return inserted + updated + skipped;
  }

  /** {@code 1,200 rows inserted, 3 rejected}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(Counts.of(inserted, "row") + " inserted");
    if (updated > 0) {
      parts.add(Counts.number(updated) + " updated");
    }
    if (skipped > 0) {
      parts.add(Counts.number(skipped) + " skipped");
    }
    if (rejected > 0) {
      parts.add(Counts.number(rejected) + " rejected");
    }
    return String.join(", ", parts);
  }
}
