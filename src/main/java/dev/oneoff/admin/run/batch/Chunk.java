package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;
import java.sql.SQLException;

/** A range of a run's items, and where its one worker stands in it. */
public interface Chunk {

  /** What is left of it. */
  Range rest();

  /** Whether nothing is left. */
  boolean done();

  /** Begins a transaction's work on it. */
  void enter(Connection connection) throws SQLException;

  /**
   * Writes down, in the transaction of a batch, what it has done.
   *
   * @throws FencedOff if another process has this chunk by now
   */
  void advance(Connection connection, Step.Done batch) throws SQLException;

  /** Writes down an item that is set aside, in a transaction of its own. */
  void setAside(Connection connection, Key key, String error) throws SQLException;

  /** What was written down holds. */
  void moved(Step.Done batch);
}
