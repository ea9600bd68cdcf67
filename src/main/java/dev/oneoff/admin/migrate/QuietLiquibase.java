package dev.oneoff.admin.migrate;

import java.util.Map;
import liquibase.Scope;
import liquibase.ui.LoggerUIService;

/** Liquibase without its talk on stdout: what it wants to say goes to the log. */
final class QuietLiquibase {

  interface Work<T> {
    T run() throws Exception;
  }

  private QuietLiquibase() {}

  static <T> T call(Work<T> work) throws Exception {
    return Scope.child(
        Map.<String, Object>of(
            Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false),
        work::run);
  }

  interface Action {
    void run() throws Exception;
  }

  static void run(Action action) throws Exception {
    call(
        () -> {
          action.run();
          return true;
        });
  }
}
