package dev.oneoff.admin.shell.undo;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.pool.Pools;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.shell.engine.Explanation;
import dev.oneoff.admin.shell.wire.KeepingWire;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Undoes what a session wrote last, in one transaction. */
public final class LastWrite {

  private final KeptWrites kept;
  private final WriteWindow window;
  private final DatabaseFailure failure;
  // Masks in any case: a refusal is recorded.
  private final Supplier<Masking> masking;

  public LastWrite(
      KeptWrites kept, WriteWindow window, DatabaseFailure failure, Supplier<Masking> masking) {
    this.masking = masking;
    this.kept = kept;
    this.window = window;
    this.failure = failure;
  }

  /**
   * Undoes it; the write before it then becomes the last one.
   *
   * @return the beginning of the snippet that wrote it
   * @throws AdminException {@code REFUSED} if that is impossible: then nothing is undone
   */
  public String undo() {
    KeptWrites.Write write =
        kept.last()
            .orElseThrow(
                () -> AdminException.refused("Nothing was written here that could be undone."));
    if (write.lost().isPresent()) {
      throw AdminException.refused("The last write cannot be undone: " + write.lost().get() + ".");
    }
    if (!window.isOpen()) {
      throw AdminException.refused(
          "Undoing something is a write, and this shell is read-only. "
              + Explanation.toWrite(failure));
    }
    QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (Connection connection = Pools.administered().getConnection()) {
                requireHere(connection, write);
                KeepingWire.aside(
                    connection, () -> new WriteUndo(connection, masking.get()).of(write));
              }
              return "";
            });
    kept.forgetLast();
    return write.by();
  }

  private static void requireHere(Connection connection, KeptWrites.Write write)
      throws SQLException {
    String here = connection.getMetaData().getURL();
    if (!write.databases().stream().allMatch(here::equals)) {
      throw AdminException.refused(
          "The last write cannot be undone: it went to the database of another datasource.");
    }
  }
}
