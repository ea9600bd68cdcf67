package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;

/** All items of a dry run: where it stands is nobody's business afterwards. */
public final class DryChunk implements Chunk {

  private Range rest = Range.ALL;
  private boolean done;

  @Override
  public Range rest() {
    return rest;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public void enter(Connection connection) {}

  @Override
  public void advance(Connection connection, Step.Done batch) {}

  @Override
  public void setAside(Connection connection, Key key, String error) {}

  @Override
  public void moved(Step.Done batch) {
    rest = rest.from(batch.last());
    done = batch.end();
  }
}
