package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.setting.UnfitSettings;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.QuarkusBindException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The server's life, from start to end: in the hands of the service's own main class, if it has
 * one. A start that fails because of a setting or a port is reported in a sentence, any other in
 * the service's log, as Quarkus would; what happens in a main method is that one's affair.
 */
final class ServerStart {

  private final Settings settings;
  private final Optional<AdminException> withoutDatabase;
  private @Nullable AdminException failure;

  /**
   * The server with these settings.
   *
   * @param withoutDatabase why there is no database; the start may fail for it
   */
  ServerStart(Settings settings, Optional<AdminException> withoutDatabase) {
    this.settings = settings;
    this.withoutDatabase = withoutDatabase;
  }

  ExitCode run(String... arguments) {
    Optional<OwnMain> main = OwnMain.of(settings);
    Optional<Class<? extends QuarkusApplication>> application = main.flatMap(OwnMain::application);
    if (main.isPresent() && application.isEmpty()) {
      return main.get().run(arguments);
    }
    EarlyLog.quieten();
    Quarkus.run(application.orElse(null), this::ended, arguments);
    if (failure != null) {
      throw failure;
    }
    return ExitCode.DONE;
  }

  private void ended(int code, @Nullable Throwable cause) {
    if (cause != null) {
      Optional<AdminException> known = explain(cause);
      if (known.isPresent()) {
        failure = known.get();
        return;
      }
      Logger.getLogger(Application.class).error("Failed to start application", cause);
    }
    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, cause);
  }

  private Optional<AdminException> explain(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof QuarkusBindException taken) {
        return Optional.of(
            AdminException.failed(
                "Port "
                    + taken.getPort()
                    + " seems to be in use by another process. Find it with 'ss -anop', or set"
                    + " QUARKUS_HTTP_PORT.",
                cause));
      }
    }
    return UnfitSettings.explain(cause, settings)
        .or(() -> UnfitStart.explain(cause).map(unfit -> withoutDatabase.orElse(unfit)));
  }
}
