package dev.oneoff.admin.cli.output;

/** Shows how far something is, while it goes on. */
public interface ProgressDisplay extends AutoCloseable {

  /** Shows nothing: rows that somebody sees come along are progress enough. */
  ProgressDisplay UNSEEN =
      new ProgressDisplay() {
        @Override
        public void advance(long items) {}

        @Override
        public void close() {}
      };

  /** So many more are done; from any thread. */
  void advance(long items);

  /** Nothing more is shown. */
  @Override
  void close();
}
