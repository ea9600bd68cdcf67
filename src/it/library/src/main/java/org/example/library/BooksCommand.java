package org.example.library;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.cli.option.FormatOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command of the service's own: it waits for a file, and lists the books. */
@AutoService(AdminCommand.class)
@Command(name = "books", description = "Lists the books.")
public class BooksCommand implements ApplicationCommand {

  @Option(names = "--wait-for", description = "A file to wait for.")
  Path file;

  @Mixin FormatOption format;

  @Override
  public ExitCode run(Invocation invocation, Application application) {
    Console console = invocation.console();
    console.say("Greetings " + application.settings().text("greeting").orElseThrow() + ".");
    System.out.println("Somebody prints to System.out.");
    while (file != null && !file.toFile().exists()) {
      invocation.interruption().sleep(20, TimeUnit.MILLISECONDS);
    }
    RowPrinter rows = console.rows(format.format(), List.of("id", "title"));
    Book.<Book>listAll().forEach(book -> rows.row(List.of(book.id, book.title)));
    rows.end();
    return ExitCode.DONE;
  }
}
