package dev.oneoff.admin.release;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Server;
import dev.oneoff.admin.ledger.Servers;
import dev.oneoff.admin.setting.Fingerprints;
import dev.oneoff.admin.start.Release;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code release}. */
@AutoService(AdminCommand.class)
@Command(
    name = "release",
    description =
        "Lists the servers that run on this database: their release, and whether they are configured like this process.")
public final class ReleaseCommand implements DatabaseCommand {

  private static final List<String> COLUMNS =
      List.of(
          "server",
          "release",
          "same_release",
          "same_configuration",
          "java",
          "schema",
          "started",
          "seen");

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    List<Server> servers = new Servers(database.dataSource()).living();
    String release = Release.current().toString();
    String configuration = Fingerprints.total(database.settings());
    RowPrinter rows = console.rows(format.format(), COLUMNS);
    for (Server server : servers) {
      rows.row(
          Arrays.asList(
              server.instance(),
              server.release(),
              server.release().equals(release),
              server.configuration().equals(configuration),
              server.java(),
              server.schema().orElse(null),
              server.startedAt(),
              server.heartbeatAt()));
    }
    rows.end();
    console.say(
        "This is "
            + release
            + ". "
            + (servers.isEmpty()
                ? "No server is running."
                : servers.size() == 1
                    ? "1 server is running."
                    : servers.size() + " servers are running."));
    return ExitCode.DONE;
  }
}
