package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.transfer.imports.load.GeneratedKey;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Identifiers that the file contains, and those that the database generates instead. */
final class Identifiers {

  private final Import context;

  Identifiers(Import context) {
    this.context = context;
  }

  /** Advances the sequence past identifiers that came with the rows. */
  void passGenerated(Connection connection, String from, String where) throws SQLException {
    Optional<FileColumn> identifier = context.target().identifier();
    if (identifier.isEmpty()
        || context.target().generated().flatMap(GeneratedKey::sequence).isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(" + identifier.get().target().quoted() + ") from " + from + where)) {
      if (row.next() && row.getLong(1) > 0) {
        context.target().generated().get().passed(connection, row.getLong(1));
      }
    }
  }

  /** What generates identifiers for rows without one, if there are such rows. */
  Optional<GeneratedKey> generated(Connection connection) throws SQLException {
    Optional<FileColumn> identifier = context.target().identifier();
    if (identifier.isEmpty()) {
      // A default or an identity does so by itself.
      return context.target().generated().filter(key -> !key.column().hasDefault());
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from "
                    + context.staging().name()
                    + " where "
                    + identifier.get().staged()
                    + " is null and "
                    + StagingTable.REASON
                    + " is null)")) {
      row.next();
      return row.getBoolean(1) ? context.target().generated() : Optional.empty();
    }
  }
}
