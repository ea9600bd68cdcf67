package dev.oneoff.admin.run.batch;

import dev.oneoff.admin.run.items.Key;
import dev.oneoff.admin.run.items.Range;
import dev.oneoff.admin.run.step.Step;
import java.sql.Connection;

/** All items of a dry run, whose position need not be kept. */
public final class DryChunk extends Chunk {

  public DryChunk() {
    super(Range.ALL);
  }

  @Override
  public void enter(Connection connection) {}

  @Override
  public void advance(Connection connection, Step.Done batch) {}

  @Override
  public void setAside(Connection connection, Key key, String error) {}
}
