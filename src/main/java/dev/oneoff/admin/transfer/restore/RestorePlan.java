package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.SchemaStamp;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is still to be loaded, once it is sure that it may be. */
final class RestorePlan {

  /** Tables that are loaded in one transaction. */
  record Group(List<TargetTable> tables) {}

  private final Connection connection;
  private final Manifest manifest;
  private final RestoreNotes notes;
  private final List<TargetTable> tables;
  private final Set<String> loaded;
  private final List<Group> groups;

  private RestorePlan(
      Connection connection,
      Manifest manifest,
      RestoreNotes notes,
      List<TargetTable> tables,
      Set<String> loaded,
      List<Group> groups) {
    this.connection = connection;
    this.manifest = manifest;
    this.notes = notes;
    this.tables = tables;
    this.loaded = loaded;
    this.groups = groups;
  }

  /** Looks at everything before it changes anything; then it empties what is to be replaced. */
  static RestorePlan of(
      Manifest manifest, AskedRestore asked, Connection connection, Settings settings)
      throws SQLException {
    requireWhole(manifest, asked);
    requireSchema(manifest, SchemaStamp.of(connection, settings));
    List<TargetTable> tables = new ArrayList<>();
    for (Manifest.DataFile file : manifest.files()) {
      tables.add(TargetTable.of(file, connection));
    }
    requireSequences(manifest, connection);
    RestoreNotes notes = new RestoreNotes(connection, identity(manifest));
    Map<String, TargetTable> byName = new LinkedHashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    List<List<String>> order = ForeignKeys.read(connection).groups(byName.keySet());
    if (!notes.begun()) {
      begin(tables, asked, notes, connection);
    }
    Set<String> loaded = notes.loaded();
    List<Group> groups = new ArrayList<>();
    for (List<String> names : order) {
      // Those of a group were noted together.
      if (!loaded.contains(names.get(0))) {
        groups.add(new Group(names.stream().map(byName::get).toList()));
      }
    }
    return new RestorePlan(connection, manifest, notes, tables, loaded, groups);
  }

  private static String identity(Manifest manifest) {
    return UUID.nameUUIDFromBytes(manifest.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void requireWhole(Manifest manifest, AskedRestore asked) {
    if (!manifest.source().equals(Manifest.ALL)) {
      throw AdminException.refused(
          asked.source() + " is an export of " + manifest.source() + ", not of everything.");
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
      throw AdminException.failed("The manifest does not say whose rows its files are.", null);
    }
  }

  private static void requireSchema(Manifest manifest, SchemaStamp here) {
    if (!manifest.schema().fingerprint().equals(here.fingerprint())) {
      throw AdminException.refused(
          "The export is of another schema version: its last changeset is "
              + manifest.schema()
              + ", and here it is "
              + here
              + ". Migrate to the same changesets first.");
    }
  }

  private static void requireSequences(Manifest manifest, Connection connection)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select to_regclass(?) is not null")) {
      for (Manifest.SequenceState sequence : manifest.sequences()) {
        query.setString(1, quoted(sequence));
        try (var row = query.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            throw AdminException.refused(
                "This database has no sequence " + sequence.schema() + "." + sequence.name() + ".");
          }
        }
      }
    }
  }

  private static void begin(
      List<TargetTable> tables, AskedRestore asked, RestoreNotes notes, Connection connection)
      throws SQLException {
    List<String> filled = new ArrayList<>();
    for (TargetTable table : tables) {
      if (!table.isEmpty(connection)) {
        filled.add(table.name());
      }
    }
    if (!filled.isEmpty() && !asked.replace()) {
      throw AdminException.refused(
          "There are rows in "
              + String.join(", ", filled)
              + ", and an export comes into empty tables. --replace empties them first.");
    }
    if (!filled.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "truncate "
                + tables.stream().map(TargetTable::quoted).collect(Collectors.joining(", ")));
      }
    }
    notes.begin();
    connection.commit();
  }

  private static String quoted(Manifest.SequenceState sequence) {
    return Identifier.quoted(sequence.schema(), sequence.name());
  }

  List<Group> groups() {
    return groups;
  }

  /** Of the whole export. */
  long rows() {
    return tables.stream().mapToLong(table -> table.file().rows()).sum();
  }

  /** Those that an earlier attempt brought in. */
  long rowsLoaded() {
    return tables.stream()
        .filter(table -> loaded.contains(table.name()))
        .mapToLong(table -> table.file().rows())
        .sum();
  }

  /** Begins a group's transaction. */
  void begin(Group group) throws SQLException {
    if (group.tables().size() > 1) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set constraints all deferred");
      }
    }
  }

  /** In its transaction. */
  void loaded(TargetTable table) throws SQLException {
    notes.note(table.name());
  }

  /** Sets the sequences, and compares what is there with what the manifest says. */
  void finish() throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
      for (Manifest.SequenceState sequence : manifest.sequences()) {
        set.setString(1, quoted(sequence));
        set.setLong(2, sequence.lastValue());
        set.setBoolean(3, sequence.called());
        set.execute();
      }
    }
    for (TargetTable table : tables) {
      long count = table.count(connection);
      if (count != table.file().rows()) {
        throw AdminException.failed(
            "%s has %,d rows now, and the manifest says %,d: a trigger or somebody else wrote, too."
                .formatted(table.name(), count, table.file().rows()),
            null);
      }
    }
    notes.end();
    connection.commit();
  }
}
