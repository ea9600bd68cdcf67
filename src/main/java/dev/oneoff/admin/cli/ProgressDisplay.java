package dev.oneoff.admin.cli;

/** Shows how far something is, while it goes on. */
public interface ProgressDisplay extends AutoCloseable {

  /** So many more are done; from any thread. */
  void advance(long items);

  /** Nothing more is shown. */
  @Override
  void close();
}
