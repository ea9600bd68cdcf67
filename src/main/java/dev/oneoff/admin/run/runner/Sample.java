package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.ledger.Counts;
import dev.oneoff.admin.run.items.KeyedTable;
import dev.oneoff.admin.run.step.Change;
import dev.oneoff.admin.run.step.ObservedChanges;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first rows that a dry run would change, before and after. */
final class Sample implements ObservedChanges.Observer {

  static final List<String> COLUMNS = List.of("item", "column", "before", "after");

  private static final int ROWS = 10;

  private record Seen(KeyedTable table, Change change) {}

  private final List<Seen> first = new ArrayList<>();
  private long changed;
  private long deleted;

  @Override
  public void saw(Connection connection, KeyedTable table, List<Change> changes) {
    for (Change change : changes) {
      if (change.after() == null) {
        deleted++;
      } else {
        changed++;
      }
      if (first.size() < ROWS) {
        first.add(new Seen(table, change));
      }
    }
  }

  /** {@code 12 rows would change and 3 would be deleted}. */
  String sentence() {
    return Counts.of(changed, "row")
        + " would change, and "
        + Counts.number(deleted)
        + " would be deleted";
  }

  void print(RowPrinter rows) {
    for (Seen seen : first) {
      String item =
          seen.table().hasSensitiveKey() ? Sensitive.MASK : seen.change().key().toString();
      Map<String, @Nullable String> before = JsonRow.read(seen.change().before());
      @Nullable String after = seen.change().after();
      if (after == null) {
        rows.row(Arrays.asList(item, null, "there", "deleted"));
        continue;
      }
      JsonRow.read(after)
          .forEach(
              (column, value) -> {
                if (!Objects.equals(before.get(column), value)) {
                  boolean masked = seen.table().sensitive().contains(column);
                  rows.row(
                      Arrays.asList(
                          item,
                          column,
                          masked ? Sensitive.MASK : before.get(column),
                          masked ? Sensitive.MASK : value));
                }
              });
    }
    rows.end();
  }
}
