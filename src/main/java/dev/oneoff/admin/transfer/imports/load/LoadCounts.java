package dev.oneoff.admin.transfer.imports.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    parts.add(number(inserted) + (inserted == 1 ? " row" : " rows") + " inserted");
    if (updated > 0) {
      parts.add(number(updated) + " updated");
    }
    if (skipped > 0) {
      parts.add(number(skipped) + " skipped");
    }
    if (rejected > 0) {
      parts.add(number(rejected) + " rejected");
    }
    return String.join(", ", parts);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
