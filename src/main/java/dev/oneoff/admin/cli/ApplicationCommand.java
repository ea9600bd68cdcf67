package dev.oneoff.admin.cli;

/** A command that needs the service's beans and entities: Quarkus boots, in command mode. */
public non-sealed interface ApplicationCommand extends AdminCommand {
  ExitCode run(Console console, Application application) throws Exception;
}
