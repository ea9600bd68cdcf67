package dev.oneoff.admin.cli;

import java.util.OptionalLong;

/** Receives what a command reports about its own run. */
public interface RunListener {

  /** For commands that are not recorded. */
  RunListener NOWHERE =
      new RunListener() {
        @Override
        public void begins(OptionalLong run) {}

        @Override
        public void carries(long run) {}

        @Override
        public void compareRelease() {}
      };

  /** The work begins: as a new run, or as the continuation of an unfinished one. */
  void begins(OptionalLong run);

  /** The work is part of this run, which the command itself opened and ends. */
  void carries(long run);

  /** Reports how this release differs from the running servers, and refuses if it must not. */
  void compareRelease();
}
