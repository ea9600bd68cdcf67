package dev.oneoff.admin.cli;

/** A command that needs the service's beans and entities: Quarkus boots, in command mode. */
public non-sealed interface ApplicationCommand extends AdminCommand {

  /**
   * Looks at what the command was told, before anything is booted for it.
   *
   * @throws dev.oneoff.admin.AdminException where it cannot run so, or here
   */
  default void check(Console console) {}

  ExitCode run(Console console, Application application) throws Exception;
}
