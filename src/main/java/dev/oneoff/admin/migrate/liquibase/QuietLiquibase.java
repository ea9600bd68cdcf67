package dev.oneoff.admin.migrate.liquibase;

import java.util.Map;
import java.util.concurrent.Callable;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.ui.LoggerUIService;

/** Liquibase without its output on stdout: its messages go to the log. */
public final class QuietLiquibase {

  private QuietLiquibase() {}

  public static <T> T call(Callable<T> work) throws Exception {
    return Scope.child(
        Map.<String, Object>of(
            Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false),
        work::call);
  }

  /**
   * Loads what every use of it needs; for callers that have to wait for something else meanwhile.
   */
  public static void load() throws Exception {
    run(
        () -> {
          DatabaseFactory.getInstance();
          ChangeLogParserFactory.getInstance();
        });
  }

  public interface Action {
    void run() throws Exception;
  }

  public static void run(Action action) throws Exception {
    call(
        () -> {
          action.run();
          return true;
        });
  }
}
