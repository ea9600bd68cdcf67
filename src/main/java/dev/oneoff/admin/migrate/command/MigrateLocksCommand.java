package dev.oneoff.admin.migrate.command;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.DatabaseCommand;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.SubcommandOf;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.migrate.MigrationLocks;
import dev.oneoff.admin.migrate.tool.HeldLock;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate locks}. */
@AutoService(AdminCommand.class)
@SubcommandOf(MigrateCommand.class)
@Command(
    name = "locks",
    description =
        "Lists who holds the migration lock. The lock of a dead process frees itself; only Liquibase's own lock row can be left behind.")
public final class MigrateLocksCommand implements DatabaseCommand {

  @Option(
      names = "--release",
      description = "Clears Liquibase's own lock row, if no process holds the real lock.")
  boolean release;

  @Mixin FormatOption format = new FormatOption();

  @Override
  public ExitCode run(Invocation invocation, Database database) throws Exception {
    Console console = invocation.console();
    MigrationLocks locks = new MigrationLocks(database, invocation.interruption(), console::say);
    if (release) {
      locks.release();
    }
    RowPrinter rows =
        console.rows(
            format.format(), List.of("lock", "holder", "pid", "user", "since", "statement"));
    for (HeldLock held : locks.held()) {
      rows.row(
          Arrays.asList(
              held.lock(), held.holder(), held.pid(), held.user(), held.since(), held.statement()));
    }
    rows.end();
    return ExitCode.DONE;
  }
}
