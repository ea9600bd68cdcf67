package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.Run;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A file that has been imported already. A user whose process was killed after the last row cannot
 * know that it was the last, starts the same import again, and must not get every row twice.
 */
final class ImportedBefore {

  private final Database database;
  private final Consumer<String> say;

  ImportedBefore(Database database, Consumer<String> say) {
    this.database = database;
    this.say = say;
  }

  /**
   * Whether nothing is left to do, which is reported.
   *
   * @throws AdminException {@code INCOMPLETE} if lines of it were rejected
   */
  boolean done(ImportRequest request, SourceFile file, ImportTarget target) throws SQLException {
    if (!request.onceOnly()) {
      return false;
    }
    OptionalLong finished;
    try (Connection connection = database.connect()) {
      finished = ImportState.finished(connection, target.table().name(), file, request.identity());
    }
    if (finished.isEmpty()) {
      return false;
    }
    Run run = new Ledger(database).get(finished.getAsLong());
    String sentence = "run " + run.id() + " imported this file on " + run.startedAt();
    if (run.status() == RunStatus.INCOMPLETE) {
      throw AdminException.incomplete(
          "Nothing was imported: "
              + sentence
              + ", except for the lines that were rejected. Correct those and import them as a"
              + " separate file, or import all with --again.");
    }
    say.accept("Nothing to do: " + sentence + ". --again imports it again.");
    return true;
  }
}
