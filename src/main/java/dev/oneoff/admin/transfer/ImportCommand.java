package dev.oneoff.admin.transfer;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.entity.EntityNames;
import dev.oneoff.admin.transfer.imports.ImportBeans;
import dev.oneoff.admin.transfer.imports.ImportRequest;
import dev.oneoff.admin.transfer.imports.Importer;
import dev.oneoff.admin.transfer.restore.RestoreRequest;
import dev.oneoff.admin.transfer.restore.Restores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code import}. */
@AutoService(AdminCommand.class)
@Recorded(onceItBegins = true, stoppable = true)
@Command(
    name = "import",
    description =
        "Imports a file's rows into an entity's table. The whole file is staged and checked first,"
            + " then loaded in batches. Run the same command again to resume after an interruption."
            + " With --all, restores an export of everything.")
public final class ImportCommand implements ApplicationCommand {

  @Parameters(
      index = "0",
      paramLabel = "ENTITY",
      completionCandidates = EntityNames.class,
      description =
          "The entity to import into. With --all: the folder or .zip that 'export --all' wrote.")
  String entity = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "CSV with a header, or JSON Lines; may be gzipped; '-' is stdin.")
  @Nullable String file;

  @Mixin ImportOptions options = new ImportOptions();
  @Mixin RestoreOptions restore = new RestoreOptions();

  @Override
  public void check(Invocation invocation) {
    options.check();
    restore.check();
    if (restore.all() == (file != null)) {
      throw AdminException.usage("Name what to import: an ENTITY and a FILE, or --all SOURCE.");
    }
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    if (file == null) {
      String environment = TargetDatabase.require(application.database());
      RestoreRequest request = restore.request(ProcessText.file(entity), environment, console);
      invocation.begins();
      application.create(Restores.class).run(request, application.database(), invocation);
      return ExitCode.DONE;
    }
    ImportRequest request = options.request(entity, file, application.settings());
    return new Importer(invocation, application.database(), application.create(ImportBeans.class))
        .run(request);
  }
}
