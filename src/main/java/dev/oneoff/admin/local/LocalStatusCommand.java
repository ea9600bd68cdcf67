package dev.oneoff.admin.local;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SettingsCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.address.LocalServiceDatabase;
import dev.oneoff.admin.database.catalogue.Bytes;
import dev.oneoff.admin.database.local.LocalDatabase;
import dev.oneoff.admin.database.local.LocalServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code local status}. */
@AutoService(AdminCommand.class)
@SubcommandOf(LocalCommand.class)
@Command(
    name = "status",
    description =
        "Shows where the local PostgreSQL runs, its databases, and how to connect to this service's with psql.")
public final class LocalStatusCommand implements SettingsCommand {

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Settings settings) {
    Console console = invocation.console();
    LocalServiceDatabase local = LocalServiceDatabase.of(settings);
    Optional<LocalServer> running = local.postgres().running();
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("status", running.isPresent() ? "running" : "stopped");
    running.ifPresent(server -> describe(server, local, status));
    console.properties(format.format(), status);
    return ExitCode.DONE;
  }

  private static void describe(
      LocalServer server, LocalServiceDatabase local, Map<String, @Nullable Object> status) {
    status.put("version", server.version());
    status.put("port", server.port());
    status.put("process", server.pid());
    status.put("started_at", server.startedAt());
    status.put("directory", server.directory());
    status.put(
        "databases",
        server.databases().stream()
            .map(LocalStatusCommand::text)
            .collect(Collectors.joining(", ")));
    status.put("psql", server.psql(local.name()));
  }

  private static String text(LocalDatabase database) {
    return database.name() + " (" + Bytes.words(database.bytes()) + ")";
  }
}
