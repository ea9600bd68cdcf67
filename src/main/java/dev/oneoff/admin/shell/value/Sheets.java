package dev.oneoff.admin.shell.value;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.terminal.Pager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The console's sheets, one for each thing that is printed, with or without a pager. */
public final class Sheets {

  private final Console console;
  private final Format format;
  private final List<Pager> pagers = new ArrayList<>();
  private @Nullable Supplier<Pager> pager;

  /**
   * The sheets of a console.
   *
   * @param format that of anything for which no other is requested
   */
  public Sheets(Console console, Format format) {
    this.console = console;
    this.format = format;
  }

  /** From now on, anything too long for a terminal goes through this. */
  public void page(Supplier<Pager> through) {
    pager =
        () -> {
          Pager opened = through.get();
          pagers.add(opened);
          return opened;
        };
  }

  /** In the console's own format. */
  public Sheet standard() {
    return in(format);
  }

  public Sheet in(Format other) {
    Supplier<Pager> through = pager;
    return through == null ? Sheet.of(console, other) : Sheet.of(console, other, through);
  }

  /** For how many nanoseconds somebody has been reading in pagers since the last call. */
  public long readFor() {
    long nanos = pagers.stream().mapToLong(Pager::readFor).sum();
    pagers.clear();
    return nanos;
  }
}
