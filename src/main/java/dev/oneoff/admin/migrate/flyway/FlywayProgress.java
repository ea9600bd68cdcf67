package dev.oneoff.admin.migrate.flyway;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.migrate.plan.StatementText;
import dev.oneoff.admin.migrate.tool.Applying;
import dev.oneoff.admin.migrate.tool.FailedChangeset;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

/**
 * Follows Flyway through the migrations: reports what runs, stops between them, and knows which one
 * failed.
 */
final class FlywayProgress implements Callback {

  /** Stops Flyway after the last one that was asked for. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }

  private final FlywayState state;
  private final Applying applying;
  private @Nullable MigrationInfo current;
  private int applied;

  FlywayProgress(FlywayState state, Applying applying) {
    this.state = state;
    this.applying = applying;
  }

  int applied() {
    return applied;
  }

  // To handle what follows the last migration would cost one more connection. To be asked about it
  // is enough: what fails from there on is not a migration.
  @Override
  public boolean supports(Event event, Context context) {
    if (event == Event.AFTER_MIGRATE_APPLIED || event == Event.AFTER_MIGRATE) {
      current = null;
    }
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.AFTER_EACH_MIGRATE) {
      applied++;
      applying.patience().anew();
      return;
    }
    current = null;
    MigrationInfo next = context.getMigrationInfo();
    if (!state.isDue(next)) {
      throw new Enough();
    }
    applying.checkpoint().run();
    current = next;
    applying.say().accept("Applying " + FlywayState.name(next) + " …");
    if (state.scripts().inTransaction(next)) {
      limitWaits(next, context);
    }
  }

  private void limitWaits(MigrationInfo next, Context context) {
    try {
      List<StatementText> statements =
          StatementText.statements(String.join(";\n", state.scripts().statements(next)));
      applying.patience().inTransaction(context.getConnection(), statements);
    } catch (SQLException e) {
      throw new FlywayException(e.getMessage(), e);
    }
  }

  /** By this name Flyway sorts them, and stops to ask at the first one that says yes. */
  @Override
  public String getCallbackName() {
    return "";
  }

  /** Whether it stopped because it was not asked for more. */
  static boolean enough(Exception failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Enough) {
        return true;
      }
    }
    return false;
  }

  /** Whether what failed should be retried; if so, a pause has passed. */
  boolean again(Exception failure) {
    MigrationInfo failed = current;
    return failed != null
        && inTransaction(failed, failure)
        && applying.patience().again(failure, "The changeset " + FlywayState.name(failed));
  }

  /** The failure as a sentence: which migration, why, and what is in the database now. */
  Exception explain(Exception failure) {
    MigrationInfo failed = current;
    return failed == null
        ? FlywayFailure.of(failure)
        : new FailedChangeset(FlywayState.name(failed), left(failed, failure))
            .explain(FlywayFailure.cause(failure), applying.patience(), applying.say());
  }

  // Of a migration that is code only Flyway knows.
  private boolean inTransaction(MigrationInfo failed, Exception failure) {
    return failure instanceof FlywayMigrateException known
        ? known.isExecutableInTransaction()
        : state.scripts().inTransaction(failed);
  }

  private String left(MigrationInfo failed, Exception failure) {
    return inTransaction(failed, failure)
        ? FailedChangeset.NOTHING_LEFT
        : "It does not run in a transaction, so what its earlier statements did is there. Take that"
            + " back or complete it, and run "
            + Datasource.command("migrate repair")
            + ".";
  }
}
