package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.UndoSource;
import dev.oneoff.admin.run.step.Changes;
import dev.oneoff.admin.run.step.Step;
import dev.oneoff.admin.run.step.UndoStep;
import java.util.Optional;
import javax.sql.DataSource;

/** The work of undoing a run's changes. */
final class UndoWork implements Workload {

  private final DataSource dataSource;
  private final UndoSource source;

  UndoWork(DataSource dataSource, long undoneRun) {
    this.dataSource = dataSource;
    this.source = new UndoSource(dataSource, undoneRun);
  }

  @Override
  public Optional<ItemSource<?>> items() {
    return Optional.of(source);
  }

  @Override
  public Step step(Changes changes) {
    return new UndoStep(dataSource, source);
  }
}
