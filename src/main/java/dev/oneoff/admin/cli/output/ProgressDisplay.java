package dev.oneoff.admin.cli.output;

/** Shows progress while something is running. */
public interface ProgressDisplay extends AutoCloseable {

  /** Shows nothing: rows that scroll by are progress enough. */
  ProgressDisplay UNSEEN =
      new ProgressDisplay() {
        @Override
        public void advance(long items) {}

        @Override
        public void close() {}
      };

  /** This many more are done; callable from any thread. */
  void advance(long items);

  /** Stops showing anything. */
  @Override
  void close();
}
