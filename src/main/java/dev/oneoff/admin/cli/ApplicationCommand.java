package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.database.Database;
import java.util.Optional;

/** A command that needs the service's beans and entities: Quarkus boots, in command mode. */
public non-sealed interface ApplicationCommand extends AdminCommand {

  /** The memory that a booted service takes, in MB. */
  int BOOTED = 220;

  /** The memory that it takes, in MB, before its work. */
  default int megabytes() {
    return BOOTED;
  }

  /**
   * Checks the arguments before anything is booted.
   *
   * @throws dev.oneoff.admin.AdminException if the command cannot run with them, or not here
   */
  default void check(Invocation invocation) {}

  /** Answers without a boot, if this command line needs none. */
  default Optional<ExitCode> unbooted(Invocation invocation) throws Exception {
    return Optional.empty();
  }

  /**
   * The command of the lower rung that does all the work for this command line, if it needs neither
   * beans nor entities.
   */
  default Optional<DatabaseCommand> onDatabase(Database database) throws Exception {
    return Optional.empty();
  }

  /** Whether it sends requests to the service's own endpoints. */
  default boolean callsEndpoints() {
    return false;
  }

  ExitCode run(Invocation invocation, Application application) throws Exception;
}
