package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.SchemaStamp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** What must be true of an export, and of the database that it is restored to. */
final class RestoreRequirements {

  private final Manifest manifest;

  RestoreRequirements(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Makes sure that it is a full export, with all values. */
  void requireWhole(RestoreRequest request) {
    if (!manifest.source().equals(Manifest.ALL)) {
      throw AdminException.refused(
          request.source() + " is an export of " + manifest.source() + ", not of everything.");
    }
    String masked =
        manifest.files().stream()
            .flatMap(file -> file.masked().stream().map(c -> file.table().orElse("") + "." + c))
            .collect(Collectors.joining(", "));
    if (!masked.isEmpty()) {
      throw AdminException.refused(
          "The export holds no values of "
              + masked
              + ": it is masked. 'export --all --unmask --reason' makes one that can be restored.");
    }
    if (manifest.files().stream()
        .anyMatch(file -> file.schema().isEmpty() || file.table().isEmpty())) {
      throw AdminException.failed(
          "The manifest does not say which table each of its files belongs to.", null);
    }
  }

  void requireSchema(SchemaStamp here) {
    if (!manifest.schema().fingerprint().equals(here.fingerprint())) {
      throw AdminException.refused(
          "The export is of another schema version: its last changeset is "
              + manifest.schema()
              + ", and here it is "
              + here
              + ". Migrate to the same changesets first.");
    }
  }

  void requireSequences(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select to_regclass(?) is not null, has_sequence_privilege(to_regclass(?),"
                + " 'update')")) {
      for (Manifest.SequenceState sequence : manifest.sequences()) {
        query.setString(1, quoted(sequence));
        query.setString(2, quoted(sequence));
        try (var row = query.executeQuery()) {
          row.next();
          String name = sequence.schema() + "." + sequence.name();
          if (!row.getBoolean(1)) {
            throw AdminException.refused("This database has no sequence " + name + ".");
          }
          if (!row.getBoolean(2)) {
            throw AdminException.refused(
                "Nothing was changed: the role may not set the sequence "
                    + name
                    + ". Grant it update on it, or restore as its owner.");
          }
        }
      }
    }
  }

  static String quoted(Manifest.SequenceState sequence) {
    return Identifier.quoted(sequence.schema(), sequence.name());
  }
}
