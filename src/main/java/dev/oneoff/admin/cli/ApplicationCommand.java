package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import java.util.Optional;

/** A command that needs the service's beans and entities: Quarkus boots, in command mode. */
public non-sealed interface ApplicationCommand extends AdminCommand {

  /**
   * Looks at what the command was told, before anything is booted for it.
   *
   * @throws dev.oneoff.admin.AdminException where it cannot run so, or here
   */
  default void check(Console console) {}

  /** Answers without a boot, where this command line needs none. */
  default Optional<ExitCode> unbooted(Console console) throws Exception {
    return Optional.empty();
  }

  ExitCode run(Console console, Application application) throws Exception;
}
