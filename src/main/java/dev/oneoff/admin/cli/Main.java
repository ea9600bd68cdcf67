package dev.oneoff.admin.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The jar's one entry. The arguments decide, before Quarkus boots: none is the server, anything
 * else one command. The name is what {@code quarkus.package.main-class} in the toolkit's settings
 * picks, so that a service that depends on the toolkit gets this entry with or without a main class
 * of its own.
 */
@QuarkusMain(name = "oneoff")
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // Before anything logs: java.util.logging asks once.
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }
    exit(CommandRun.run(arguments.length == 0 ? new String[] {"serve"} : arguments));
  }

  // In dev mode the process is Quarkus's, which goes on after the command.
  private static void exit(ExitCode code) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      System.exit(code.number());
    }
    ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code.number(), null);
  }
}
