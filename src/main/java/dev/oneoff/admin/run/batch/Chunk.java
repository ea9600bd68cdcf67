package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;
import java.sql.SQLException;

/** A range of a run's items, and the position of its one worker in it. */
public abstract class Chunk {

  private Range rest;
  private boolean done;

  Chunk(Range rest) {
    this.rest = rest;
  }

  /** The part that is left. */
  public final Range rest() {
    return rest;
  }

  /** Whether nothing is left. */
  public final boolean done() {
    return done;
  }

  /** Starts a transaction's work on it. */
  public abstract void enter(Connection connection) throws SQLException;

  /**
   * Records, in the transaction of a batch, what the batch has done.
   *
   * @throws FencedOff if another process has this chunk by now
   */
  public abstract void advance(Connection connection, Step.Done batch) throws SQLException;

  /** Records an item that is set aside, in a transaction of its own. */
  public abstract void setAside(Connection connection, Key key, String error) throws SQLException;

  /** The recorded progress is committed. */
  public final void moved(Step.Done batch) {
    rest = rest.from(batch.last());
    done = batch.end();
  }
}
