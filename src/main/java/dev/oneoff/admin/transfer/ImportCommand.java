package dev.oneoff.admin.transfer;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.ExitCode;
import dev.oneoff.admin.cli.Recorded;
import dev.oneoff.admin.transfer.in.ImportBeans;
import dev.oneoff.admin.transfer.in.ImportOrder;
import dev.oneoff.admin.transfer.in.Importer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code import}. */
@AutoService(AdminCommand.class)
@Recorded(onceItBegins = true, stoppable = true)
@Command(
    name = "import",
    description =
        "Brings a file's rows into an entity's table. The whole file is staged and checked first; then it goes in by batches. The same command goes on with what was interrupted.")
public final class ImportCommand implements ApplicationCommand {

  @Parameters(index = "0", paramLabel = "ENTITY", description = "Whose rows they are.")
  String entity;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "CSV with a header, or JSON lines; compressed by gzip or not; - is stdin.")
  String file;

  @Mixin ImportOptions options = new ImportOptions();

  @Override
  public void check(Console console) {
    options.check();
  }

  @Override
  public ExitCode run(Console console, Application application) throws Exception {
    ImportOrder order = options.order(entity, file, application.settings());
    return new Importer(console, application.database(), application.create(ImportBeans.class))
        .run(order);
  }
}
