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
        "Looks after the local PostgreSQL, which is used where no database is configured: one"
            + " server for each user, one database for each service.")
public final class LocalCommand implements CommandGroup {}
