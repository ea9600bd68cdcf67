package dev.oneoff.admin.local;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code local}. */
@AutoService(AdminCommand.class)
@Command(
    name = "local",
    description =
        "Manages the local PostgreSQL, which is used when no database is configured: one server per user, one database per service.")
public final class LocalCommand implements CommandGroup {}
