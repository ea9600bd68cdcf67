package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.database.Database;
import java.util.List;
import java.util.Optional;

/** Work that the ledger knows and that listens, as that of a command. */
public final class RecordedRuns {

  private RecordedRuns() {}

  /** What a command does. */
  public interface Work {
    ExitCode run() throws Exception;
  }

  public static ExitCode run(Console console, Database database, String command, Work work)
      throws Exception {
    RecordedWords words =
        new RecordedWords(
            command, Optional.empty(), List.of(), false, Optional.empty(), true, true, true, false);
    return new Recorder(console, database, words).record(work::run);
  }
}
