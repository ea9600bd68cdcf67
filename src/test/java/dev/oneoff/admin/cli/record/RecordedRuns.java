package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.database.Database;
import java.util.List;
import java.util.Optional;

/** Work that the ledger knows and that listens, as that of a command. */
public final class RecordedRuns {

  private RecordedRuns() {}

  public static ExitCode run(
      TestConsole console, Database database, String command, Invocation.Body body)
      throws Exception {
    RecordedWords words =
        new RecordedWords(
            command,
            Optional.empty(),
            List.of(),
            false,
            Optional.empty(),
            true,
            true,
            true,
            false,
            false);
    return new Recorder(console.console(), console.invocation().interruption(), database, words)
        .record(body);
  }
}
