package dev.oneoff.admin.run.runner;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.run.items.EntitySource;
import dev.oneoff.admin.run.items.ItemSource;
import dev.oneoff.admin.run.items.KeyedTable;
import dev.oneoff.admin.run.items.RetrySource;
import dev.oneoff.admin.run.items.RowSource;
import dev.oneoff.admin.run.items.TableRows;
import dev.oneoff.admin.run.step.BatchCleanupStep;
import dev.oneoff.admin.run.step.BulkStatement;
import dev.oneoff.admin.run.step.BulkStep;
import dev.oneoff.admin.run.step.Changes;
import dev.oneoff.admin.run.step.DeleteStep;
import dev.oneoff.admin.run.step.EachBulkStep;
import dev.oneoff.admin.run.step.FixStep;
import dev.oneoff.admin.run.step.Step;
import dev.oneoff.admin.task.BatchCleanup;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Items;
import java.util.Optional;
import java.util.OptionalLong;

/** The work of a fix or a cleanup, on all its items or on those that failed before. */
final class TaskWork implements Workload {

  private final TaskOrder order;
  private final TaskApplication application;
  private final OptionalLong retryOf;

  TaskWork(TaskOrder order, TaskApplication application, OptionalLong retryOf) {
    this.order = order;
    this.application = application;
    this.retryOf = retryOf;
  }

  @Override
  public Optional<ItemSource<?>> items() throws Exception {
    Object task = order.beans().get();
    if (task instanceof DataFix<?> fix) {
      return Optional.of(source(fix.items()));
    }
    if (task instanceof BulkFix<?> fix) {
      return Optional.of(source(fix.items()));
    }
    if (task instanceof Cleanup<?> cleanup) {
      return Optional.of(source(cleanup.items()));
    }
    return Optional.empty();
  }

  @Override
  public Step step(Changes changes) throws Exception {
    Object task = order.beans().get();
    if (task instanceof DataFix<?> fix) {
      return fix(fix, changes);
    }
    if (task instanceof BulkFix<?> fix) {
      return bulk(fix, changes);
    }
    if (task instanceof Cleanup<?> cleanup) {
      return delete(cleanup, changes);
    }
    if (task instanceof BatchCleanup cleanup) {
      return new BatchCleanupStep(cleanup, application::flush);
    }
    throw new IllegalStateException(task.getClass() + " is neither a fix nor a cleanup.");
  }

  private <T> Step fix(DataFix<T> fix, Changes changes) throws Exception {
    return new FixStep<>(source(fix.items()), fix, changes, application::flush);
  }

  private <T> Step bulk(BulkFix<T> fix, Changes changes) throws Exception {
    ItemSource<T> source = application.sources().of(fix.items());
    if (!(source instanceof EntitySource<T> entities)) {
      throw AdminException.failed(
          "A BulkFix works on entities: let items() return Items.of(…).", null);
    }
    BulkStatement update = BulkStatement.update(entities, fix.assignment(), application.session());
    if (retryOf.isPresent()) {
      // One at a time: there are few, and each must be told apart from the others.
      return new EachBulkStep(retried(source), update, changes);
    }
    return new BulkStep(source, update::execute, changes);
  }

  private <T> Step delete(Cleanup<T> cleanup, Changes changes) throws Exception {
    ItemSource<T> source = application.sources().of(cleanup.items());
    return source instanceof EntitySource<T> entities
        ? deleteEntities(entities, changes)
        : deleteRows(source, changes);
  }

  private <T> Step deleteEntities(EntitySource<T> entities, Changes changes) {
    if (entities.entityKey().plainlyDeleted() && retryOf.isEmpty()) {
      BulkStatement delete = BulkStatement.delete(entities, application.session());
      return new BulkStep(entities, delete::execute, changes);
    }
    return new DeleteStep<>(
        retried(entities),
        items -> {
          items.forEach(item -> application.session().remove(item.value()));
          application.flush();
        },
        changes);
  }

  private <T> Step deleteRows(ItemSource<T> source, Changes changes) {
    KeyedTable table =
        source
            .table()
            .orElseThrow(
                () ->
                    AdminException.failed(
                        "A Cleanup deletes entities or rows of a table: let items() return"
                            + " Items.of(…) or Items.ofTable(…).",
                        null));
    if (source instanceof RowSource all && retryOf.isEmpty()) {
      return new BulkStep(all, all::delete, changes);
    }
    TableRows rows = new TableRows(application.dataSource(), table);
    return new DeleteStep<>(
        retried(source),
        items -> rows.delete(items.stream().map(item -> item.key()).toList()),
        changes);
  }

  private <T> ItemSource<T> source(Items<T> items) throws Exception {
    return retried(application.sources().of(items));
  }

  private <T> ItemSource<T> retried(ItemSource<T> source) {
    return retryOf.isPresent()
        ? new RetrySource<>(application.dataSource(), retryOf.getAsLong(), source)
        : source;
  }
}
