package dev.oneoff.admin.cli;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;

/** A command that needs the service's settings, without a boot. */
public non-sealed interface SettingsCommand extends AdminCommand {
  ExitCode run(Invocation invocation, Settings settings) throws Exception;
}
