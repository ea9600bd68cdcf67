package dev.oneoff.admin.run.watch;

import dev.oneoff.admin.Mode;
import dev.oneoff.admin.database.pool.Pools;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Exposes the outcome of each task in the server's metrics, so that somebody can be alerted when
 * one stops succeeding. Tasks run in other processes, so the figures come from the ledger. A scrape
 * never waits for the database: it gets what was read last, and triggers another read if that is
 * out of date. A service without metrics has no such bean.
 */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.micrometer.enabled", stringValue = "true")
public class TaskMetrics {

  private static final long STALE_NANOS = Duration.ofSeconds(15).toNanos();

  private final Instance<MeterRegistry> registry;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "task metrics");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile TaskFigures figures = TaskFigures.NONE;
  private volatile boolean up;
  private volatile long readAt;

  TaskMetrics(Instance<MeterRegistry> registry) {
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    if (!Mode.SERVER.entered()) {
      return;
    }
    Gauge.builder("oneoff.ledger.up", this, TaskMetrics::scraped)
        .description("Whether the ledger of runs could be read the last time.")
        .register(registry.get());
    read();
  }

  @PreDestroy
  void stop() {
    reader.shutdownNow();
  }

  private double scraped() {
    if (System.nanoTime() - readAt >= STALE_NANOS) {
      read();
    }
    return up ? 1 : 0;
  }

  private void read() {
    if (reading.compareAndSet(false, true)) {
      reader.execute(
          () -> {
            try {
              figures = TaskFigures.read(Pools.administered());
              show();
              up = true;
            } catch (SQLException | RuntimeException e) {
              up = false;
            } finally {
              readAt = System.nanoTime();
              reading.set(false);
            }
          });
    }
  }

  private void show() {
    gauge(
        "oneoff.task.last.success.timestamp",
        "seconds",
        "When a run of the task was last done.",
        run -> run.success().orElse(Double.NaN));
    gauge(
        "oneoff.task.last.duration",
        "seconds",
        "How long the task's last run took.",
        TaskFigures.LastRun::duration);
    gauge(
        "oneoff.task.last.items",
        null,
        "The items that the task's last run has finished.",
        TaskFigures.LastRun::items);
    gauge(
        "oneoff.task.last.failed.items",
        null,
        "The items that the task's last run set aside.",
        TaskFigures.LastRun::failedItems);
    for (TaskFigures.Count count : figures.counts()) {
      FunctionCounter.builder(
              "oneoff.task.runs", this, metrics -> metrics.runs(count.task(), count.status()))
          .tags("task", count.task(), "status", count.status())
          .description("The task's runs that the ledger holds.")
          .register(registry.get());
    }
  }

  private void gauge(
      String name,
      @Nullable String unit,
      String description,
      ToDoubleFunction<TaskFigures.LastRun> value) {
    List<MultiGauge.Row<?>> rows =
        figures.lastRuns().stream()
            .filter(run -> !Double.isNaN(value.applyAsDouble(run)))
            .<MultiGauge.Row<?>>map(
                run -> MultiGauge.Row.of(Tags.of("task", run.task()), value.applyAsDouble(run)))
            .toList();
    MultiGauge.builder(name)
        .baseUnit(unit)
        .description(description)
        .register(registry.get())
        .register(rows, true);
  }

  private double runs(String task, String status) {
    return figures.counts().stream()
        .filter(count -> count.task().equals(task) && count.status().equals(status))
        .mapToLong(TaskFigures.Count::runs)
        .sum();
  }
}
