package dev.oneoff.admin.shell;

import com.google.auto.service.AutoService;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.Application;
import dev.oneoff.admin.cli.ApplicationCommand;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.option.FormatOption;
import dev.oneoff.admin.cli.option.ScriptOptions;
import dev.oneoff.admin.cli.option.UnmaskOption;
import dev.oneoff.admin.cli.option.WriteOption;
import dev.oneoff.admin.cli.record.Recorded;
import dev.oneoff.admin.cli.write.ReadOnlyAdvice;
import dev.oneoff.admin.cli.write.RowsAtMostOption;
import dev.oneoff.admin.database.lock.TransactionPooler;
import dev.oneoff.admin.shell.compiler.CompilerAhead;
import dev.oneoff.admin.shell.compiler.JavaModules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code shell}. */
@Recorded(statements = true)
@AutoService(AdminCommand.class)
@Command(
    name = "shell",
    description = {
      "Runs Java with the service's beans and entities, at a prompt, from a script or from standard"
          + " input.",
      "Read-only unless --write is given. It cannot stop a connection that a snippet opens itself,"
          + " another process, or what a database function calls: see docs/consoles.md, \"What"
          + " read-only means\"."
    })
public final class ShellCommand implements ApplicationCommand, ReadsOnly {

  @Mixin ScriptOptions script = new ScriptOptions();
  @Mixin WriteOption write = new WriteOption();
  @Mixin RowsAtMostOption rowsAtMost = new RowsAtMostOption();
  @Mixin UnmaskOption unmask = new UnmaskOption();
  @Mixin FormatOption format = new FormatOption();

  @Override
  public void check(Invocation invocation) {
    script.check();
    rowsAtMost.check(write.write() || script.typed(invocation.console()));
    write.window(invocation);
    unmask.unmask(invocation);
    JavaModules.require();
    CompilerAhead.start();
  }

  // The compiler comes on top.
  @Override
  public int megabytes() {
    return 300;
  }

  @Override
  public boolean readsOnly() {
    return !write.write();
  }

  @Override
  public boolean untilTold() {
    return true;
  }

  @Override
  public boolean callsEndpoints() {
    return true;
  }

  @Override
  public ExitCode run(Invocation invocation, Application application) throws Exception {
    Console console = invocation.console();
    ShellRequest request = request(invocation, application.settings());
    if (request.window().isOpen()) {
      TransactionPooler.refuse(application.database(), "what keeps a shell from writing");
    } else {
      TransactionPooler.refuseReading(application.database(), "what keeps a shell from writing");
    }
    ReadOnlyAdvice.give(application.database(), request.window(), console);
    try (ShellSession session = ShellWiring.open(invocation, application, request)) {
      if (script.typed(console)) {
        Interactive.run(session, invocation, application);
      } else {
        new Script(session, script.read(console)).run();
      }
    }
    return ExitCode.DONE;
  }

  private ShellRequest request(Invocation invocation, Settings settings) {
    return new ShellRequest(
        write.window(invocation),
        unmask.unmask(invocation),
        format.format(),
        script.typed(invocation.console()) ? ShellRequest.PAGE : ShellRequest.ALL_ROWS,
        rowsAtMost.budget(settings));
  }
}
