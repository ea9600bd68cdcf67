package dev.oneoff.admin.migrate.state;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.migrate.Migrations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for somebody else's migration, and for a database that is not there yet. */
public final class SchemaWait {

  private static final long POLL_MILLIS = 1000;

  private final Migrations migrations;
  private final Interruption interruption;
  private final Consumer<String> say;
  private String said = "";

  public SchemaWait(Migrations migrations, Interruption interruption, Consumer<String> say) {
    this.migrations = migrations;
    this.interruption = interruption;
    this.say = say;
  }

  /**
   * The state of the schema once it is no longer behind.
   *
   * @throws AdminException {@code BUSY} if it still is after this time, {@code UNAVAILABLE} if the
   *     database still cannot be reached
   */
  public SchemaVersion until(Duration timeout) throws Exception {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      AdminException reason;
      try {
        SchemaVersion version = SchemaVersion.of(migrations.statusesWithoutDescription());
        if (!version.behind()) {
          return version;
        }
        reason = AdminException.busy("The schema is still " + version.describe() + ".");
      } catch (Exception e) {
        reason = awayForNow(e);
        if (reason == null) {
          throw e;
        }
      }
      if (System.nanoTime() >= deadline) {
        throw reason;
      }
      sayOnce("Waiting: " + reason.getMessage());
      interruption.sleep(POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void sayOnce(String sentence) {
    if (!sentence.equals(said)) {
      say.accept(sentence);
      said = sentence;
    }
  }

  private static @Nullable AdminException awayForNow(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof AdminException known) {
        return known.reason() == AdminException.Cause.UNAVAILABLE ? known : null;
      }
    }
    return DatabaseFailure.anywhere()
        .explain(failure)
        .filter(told -> told.reason() == AdminException.Cause.UNAVAILABLE)
        .orElse(null);
  }
}
