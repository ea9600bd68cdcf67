package dev.oneoff.admin.cli.output;

import dev.oneoff.admin.cli.Console;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is repainted on a terminal. */
public final class ProgressBarDisplay implements ProgressDisplay {

  private static final int WIDTH = 78;
  private static final int REPAINT_MILLIS = 200;

  private final Console console;
  private final ProgressBar bar;

  public ProgressBarDisplay(Console console, String name, OptionalLong total, long done) {
    this.console = console;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            // A negative total means that the end is unknown.
            .setInitialMax(total.orElse(-1))
            .startsFrom(done, java.time.Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REPAINT_MILLIS)
            .showSpeed()
            .setConsumer(new DelegatingProgressBarConsumer(console::paint, WIDTH))
            .build();
  }

  @Override
  public void advance(long items) {
    bar.stepBy(items);
  }

  @Override
  public void close() {
    bar.close();
    console.paint("");
  }
}
