package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Mode;
import io.quarkus.dev.appstate.ApplicationStateNotification;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;

/**
 * {@code quarkus:dev}: the process is Quarkus's, which builds and runs {@link Main} again and
 * again. A boot tells it all that it waits for, but most commands do without one.
 */
final class DevMode {

  private DevMode() {}

  static boolean on() {
    return DevConsoleManager.getHotReplacementContext() != null;
  }

  static void enter(String command) {
    // Otherwise the settings would be those of the profile prod until a boot.
    LaunchMode.set(LaunchMode.DEVELOPMENT);
    // Those that the build read, before anybody knew what is to run.
    QuarkusConfigFactory.setConfig(null);
    QuarkusConfigFactory.releaseTCCLConfig();
    if (!command.equals("serve")) {
      // The server says so itself, because dev mode has an answer to a failed start.
      ApplicationStateNotification.notifyStartupComplete();
    }
  }

  static void leave(ExitCode code) {
    // What comes next is a build, which is in no mode.
    Mode.leave();
    ApplicationStateNotification.notifyApplicationStopped();
    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code.number(), null);
  }
}
