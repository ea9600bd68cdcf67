package dev.oneoff.admin.job;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.CommandGroup;
import picocli.CommandLine.Command;

/** {@code job}. */
@AutoService(AdminCommand.class)
@Command(
    name = "job",
    description =
        "Runs a command in Kubernetes: in a Job of its own, with the release, settings and secrets of the servers.")
public final class JobCommand implements CommandGroup {}
