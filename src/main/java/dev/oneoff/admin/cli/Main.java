package dev.oneoff.admin.cli;

import dev.oneoff.admin.cli.cache.Training;
import dev.oneoff.admin.start.ClassCache;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The jar's only entry point. The arguments decide, before Quarkus boots: none means the server,
 * anything else is one command. The toolkit's settings select it by its name while a service is
 * built, whether or not that has a main class of its own, to which {@code serve} hands over.
 */
@QuarkusMain(name = "oneoff")
public final class Main {

  // Quarkus makes a bean of it.
  Main() {}

  /** What holds for the process, whatever it runs. */
  public static void prepare() {
    // Before anything logs: java.util.logging only looks once.
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }
    // The log's encoding, whatever the locale.
    System.setProperty("stdout.encoding", "UTF-8");
  }

  // Two constants: no class is loaded for a question that each start asks.
  private static boolean trainingRequested() {
    return System.getProperty(ClassCache.SETTING, "").startsWith(ClassCache.TRAINING);
  }

  public static void main(String[] arguments) {
    prepare();
    String[] command = arguments.length == 0 ? new String[] {CommandRun.SERVE} : arguments;
    if (DevMode.on()) {
      DevMode.enter(command[0]);
      DevMode.leave(CommandRun.run(command));
    } else if (trainingRequested()) {
      Training.run();
    } else {
      System.exit(CommandRun.run(command).number());
    }
  }
}
