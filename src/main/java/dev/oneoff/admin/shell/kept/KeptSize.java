package dev.oneoff.admin.shell.kept;

import java.util.List;

/** The size of kept rows, and whether it exceeds the memory set aside for them. */
public final class KeptSize {

  /** Why something of such a size cannot be undone. */
  public static final String TOO_MUCH =
      "it changed more rows than are kept, or larger ones (50,000, and 64 million characters)";

  private static final long ROWS = 50_000;
  private static final long CHARACTERS = 64_000_000;

  private long rows;
  private long characters;

  public void clear() {
    rows = 0;
    characters = 0;
  }

  public void add(List<RowChange> changes) {
    rows += changes.size();
    characters += changes.stream().mapToLong(RowChange::characters).sum();
  }

  public boolean isTooMuch() {
    return rows > ROWS || characters > CHARACTERS;
  }
}
