package dev.oneoff.admin.cli.boot;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.database.pool.StartupWrite;
import dev.oneoff.admin.setting.UnfitSettings;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Boots the service in Quarkus's command mode around one piece of work. */
final class Boot {

  /** The work to run inside. */
  interface Booted {
    ExitCode run(Application application) throws Exception;
  }

  // Quarkus creates the QuarkusApplication itself, in this thread; there is no other way to pass it
  // something.
  private static final ThreadLocal<@Nullable Boot> CURRENT = new ThreadLocal<>();

  private final Supplier<Application> application;
  private final Booted work;
  private @Nullable ExitCode code;
  private @Nullable Throwable failure;

  /**
   * @param application called once the service has booted
   */
  Boot(Supplier<Application> application, Booted work) {
    this.application = application;
    this.work = work;
  }

  ExitCode run() throws Exception {
    // The transaction manager opens a listening socket to derive its process id, unless told
    // otherwise.
    System.setProperty(
        "CoreEnvironmentBean.processImplementationClassName",
        "com.arjuna.ats.internal.arjuna.utils.UuidProcessId");
    CURRENT.set(this);
    EarlyLog.quieten();
    try {
      Quarkus.run(Inside.class, this::ended);
    } finally {
      CURRENT.remove();
    }
    if (failure instanceof Exception e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (code == null) {
      throw new IllegalStateException("The service ended before the command ran.");
    }
    return code;
  }

  // Called when Quarkus has stopped, or could not start.
  private void ended(int ignored, @Nullable Throwable bootFailure) {
    if (failure == null && bootFailure != null) {
      failure =
          StartupWrite.explain(bootFailure)
              .or(
                  () ->
                      UnfitSettings.explain(bootFailure, new Settings(ConfigProvider.getConfig())))
              .or(() -> UnfitStart.explain(bootFailure))
              .map(Throwable.class::cast)
              .orElse(bootFailure);
    }
  }

  private void inside() {
    ManagedContext request = Arc.container().requestContext();
    boolean activated = !request.isActive();
    if (activated) {
      request.activate();
    }
    try {
      code = work.run(application.get());
    } catch (Throwable e) {
      failure = e;
    } finally {
      if (activated) {
        request.terminate();
      }
    }
  }

  /** The part that Quarkus runs. */
  public static final class Inside implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
      Boot boot = CURRENT.get();
      if (boot == null) {
        throw new IllegalStateException("Not booted by a command.");
      }
      boot.inside();
      return 0;
    }
  }
}
