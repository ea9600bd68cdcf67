package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.ledger.Ledger;
import dev.oneoff.admin.ledger.RunStatus;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import dev.oneoff.admin.transfer.imports.load.LoadCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The progress of a run's import: a row of {@code admin_import}, from the moment when the file is
 * completely staged. Once everything is imported, the row records that the file is.
 *
 * @param rows how many the staging table has, unless PostgreSQL has crashed since
 * @param lastLine on which the file's last record begins
 * @param cursor the last line whose batch is in
 */
record ImportState(
    long run,
    String fileHash,
    long fileSize,
    long fileChangedAt,
    long rows,
    long lastLine,
    long cursor,
    LoadCounts tally) {

  /** The last unfinished import of this file into this table, with the same options. */
  static Optional<ImportState> find(
      Connection connection, String target, String file, String options) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select i.* from admin_import i join admin_run r on r.id = i.run_id
            where i.target = ? and i.file = ? and i.options = ?
              and r.status in ('RUNNING', 'PAUSED', 'INTERRUPTED', 'FAILED')
            order by i.run_id desc limit 1
            """)) {
      query.setString(1, target);
      query.setString(2, file);
      query.setString(3, options);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** The last run that imported exactly this content into this table, with the same options. */
  static OptionalLong finished(
      Connection connection, String target, SourceFile file, String options) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select i.run_id, i.file_hash from admin_import i join admin_run r on r.id = i.run_id
            where i.target = ? and i.file_size = ? and i.options = ? and r.status in ('DONE', 'INCOMPLETE')
            order by i.run_id desc
            """)) {
      query.setString(1, target);
      query.setLong(2, file.size());
      query.setString(3, options);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        String hash = file.hash();
        do {
          if (row.getString(2).equals(hash)) {
            return OptionalLong.of(row.getLong(1));
          }
        } while (row.next());
        return OptionalLong.empty();
      }
    }
  }

  private static ImportState read(ResultSet row) throws SQLException {
    return new ImportState(
        row.getLong("run_id"),
        row.getString("file_hash"),
        row.getLong("file_size"),
        row.getLong("file_changed_at"),
        row.getLong("rows"),
        row.getLong("last_line"),
        row.getLong("cursor_line"),
        new LoadCounts(
            row.getLong("inserted"),
            row.getLong("updated"),
            row.getLong("skipped"),
            row.getLong("rejected")));
  }

  /** One with nothing staged. */
  static ImportState of(Import context, LoadCounts tally) {
    SourceFile file = context.file();
    return new ImportState(
        context.run(),
        context.request().dryRun() ? "" : file.hash(),
        file.size(),
        file.changedAt(),
        0,
        0,
        0,
        tally);
  }

  /** In the transaction that stages. */
  void begin(Connection connection, String target, String file, String options)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into admin_import (run_id, target, file, options, file_hash, file_size, file_changed_at, rows,
              last_line, cursor_line, inserted, updated, skipped, rejected)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (run_id) do update set rows = excluded.rows, last_line = excluded.last_line,
              rejected = excluded.rejected
            """)) {
      int i = 0;
      insert.setLong(++i, run);
      insert.setString(++i, target);
      insert.setString(++i, file);
      insert.setString(++i, options);
      insert.setString(++i, fileHash);
      insert.setLong(++i, fileSize);
      insert.setLong(++i, fileChangedAt);
      insert.setLong(++i, rows);
      insert.setLong(++i, lastLine);
      insert.setLong(++i, cursor);
      insert.setLong(++i, tally.inserted());
      insert.setLong(++i, tally.updated());
      insert.setLong(++i, tally.skipped());
      insert.setLong(++i, tally.rejected());
      insert.executeUpdate();
    }
  }

  /** In the transaction of a batch. */
  static void reached(Connection connection, long run, long line, LoadCounts tally)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update admin_import set cursor_line = ?, inserted = ?, updated = ?, skipped = ?, rejected = ?
            where run_id = ? and cursor_line < ?
            """)) {
      update.setLong(1, line);
      update.setLong(2, tally.inserted());
      update.setLong(3, tally.updated());
      update.setLong(4, tally.skipped());
      update.setLong(5, tally.rejected());
      update.setLong(6, run);
      update.setLong(7, line);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException(
            "Another process has taken over run " + run + ", or it was deleted.");
      }
    }
  }

  /**
   * Everything is in, and the run has ended: in the last batch's transaction, or it would start
   * over.
   */
  static void end(Connection connection, long run, ExitCode code, String sentence)
      throws SQLException {
    Ledger.move(connection, run, RunStatus.of(code), code, sentence);
  }
}
