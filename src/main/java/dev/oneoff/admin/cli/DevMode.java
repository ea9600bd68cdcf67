package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Mode;
import dev.oneoff.admin.setting.WholeConfiguration;
import io.quarkus.dev.appstate.ApplicationStateNotification;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;

/**
 * {@code quarkus:dev}: the process belongs to Quarkus, which builds and runs {@link Main} again and
 * again. A boot tells it everything it waits for, but most commands run without one.
 */
final class DevMode {

  private DevMode() {}

  static boolean on() {
    return DevConsoleManager.getHotReplacementContext() != null;
  }

  static void enter(String command) {
    // Otherwise the settings would be those of the prod profile until a boot.
    LaunchMode.set(LaunchMode.DEVELOPMENT);
    // The settings that the build read, before it was known what to run.
    QuarkusConfigFactory.setConfig(null);
    QuarkusConfigFactory.releaseTCCLConfig();
    boolean serves = command.equals("serve");
    (serves ? Mode.SERVER : Mode.COMMAND).enter();
    WholeConfiguration.adopt();
    if (!serves) {
      // The server reports this itself, because dev mode handles a failed start in its own way.
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
