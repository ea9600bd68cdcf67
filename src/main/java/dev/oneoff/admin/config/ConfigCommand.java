package dev.oneoff.admin.config;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code config}. */
@AutoService(AdminCommand.class)
@Command(
    name = "config",
    description = "Shows the service's settings and where they come from, and compares them.")
public final class ConfigCommand implements CommandGroup {}
