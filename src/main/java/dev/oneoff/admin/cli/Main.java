package dev.oneoff.admin.cli;

import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The jar's one entry. The arguments decide, before Quarkus boots: none is the server, anything
 * else one command. The name is what {@code quarkus.package.main-class} in the toolkit's settings
 * picks, so that a service that depends on the toolkit gets this entry with or without a main class
 * of its own.
 */
@QuarkusMain(name = "oneoff")
public final class Main {

  // Quarkus makes a bean of it.
  Main() {}

  public static void main(String[] arguments) {
    // Before anything logs: java.util.logging asks once.
    if (System.getProperty("java.util.logging.manager") == null) {
      System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }
    // What the log is written in, whatever the locale.
    System.setProperty("stdout.encoding", "UTF-8");
    String[] command = arguments.length == 0 ? new String[] {"serve"} : arguments;
    if (DevMode.on()) {
      DevMode.enter(command[0]);
      DevMode.leave(CommandRun.run(command));
    } else {
      System.exit(CommandRun.run(command).number());
    }
  }
}
