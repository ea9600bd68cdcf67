package dev.oneoff.admin.run.index;

import dev.oneoff.admin.task.BatchCleanup;
import dev.oneoff.admin.task.BulkFix;
import dev.oneoff.admin.task.Cleanup;
import dev.oneoff.admin.task.DataFix;
import dev.oneoff.admin.task.Report;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Creates tasks with their injected fields. Injecting all of them keeps them in the jar: nothing
 * else references a task, and unused beans are removed.
 */
@Singleton
@Unremovable
public class TaskBeans {

  @Inject @All List<InstanceHandle<DataFix<?>>> fixes;
  @Inject @All List<InstanceHandle<BulkFix<?>>> bulkFixes;
  @Inject @All List<InstanceHandle<Cleanup<?>>> cleanups;
  @Inject @All List<InstanceHandle<BatchCleanup>> batchCleanups;
  @Inject @All List<InstanceHandle<Report<?>>> reports;

  /** A new instance; its options have their defaults. */
  public Object create(TaskType task) {
    return Stream.of(fixes, bulkFixes, cleanups, batchCleanups, reports)
        .flatMap(List::stream)
        .map(InstanceHandle::getBean)
        .filter(bean -> task.type().equals(bean.getBeanClass()))
        .findFirst()
        // The handle itself returns the same instance each time.
        .map(bean -> (Object) Arc.container().instance(bean).get())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    task.type() + " is not a bean: is its jar without META-INF/beans.xml?"));
  }
}
