package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.SchemaStamp;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is still to be loaded, once it is certain that it may be. */
final class RestorePlan {

  /** Tables that are loaded in one transaction. */
  record Group(List<TargetTable> tables) {}

  private final Connection connection;
  private final Manifest manifest;
  private final RestoreNotes notes;
  private final Map<String, TargetTable> tables = new LinkedHashMap<>();
  private final Set<TableConstraint> off = new LinkedHashSet<>();
  private final List<Group> groups = new ArrayList<>();
  private Set<String> loaded = Set.of();
  private boolean isIn;

  private RestorePlan(Manifest manifest, Connection connection) {
    this.connection = connection;
    this.manifest = manifest;
    notes =
        new RestoreNotes(
            connection,
            UUID.nameUUIDFromBytes(manifest.toString().getBytes(StandardCharsets.UTF_8))
                .toString());
  }

  /**
   * Checks everything before it changes anything; then it empties what is to be replaced, and takes
   * off what would be in the way.
   */
  static RestorePlan of(
      Manifest manifest, RestoreRequest request, Connection connection, Settings settings)
      throws SQLException {
    RestoreRequirements requirements = new RestoreRequirements(manifest);
    requirements.requireWhole(request);
    requirements.requireSchema(SchemaStamp.of(connection, settings));
    RestorePlan plan = new RestorePlan(manifest, connection);
    for (Manifest.DataFile file : manifest.files()) {
      TargetTable table = TargetTable.of(file, connection);
      plan.tables.put(table.name(), table);
    }
    requirements.requireSequences(connection);
    plan.order(request);
    return plan;
  }

  private void order(RestoreRequest request) throws SQLException {
    List<ForeignKeys.Key> keys = ForeignKeys.read(connection);
    LoadOrder order = LoadOrder.of(tables.keySet(), keys);
    order.off().forEach(key -> off.add(key.constraint()));
    off.addAll(TableConstraint.notValidated(List.copyOf(tables.keySet()), connection));
    RestoreRights rights = new RestoreRights(connection);
    rights.require(tables.values(), request.replace());
    rights.requireOff(off, HeldTriggers.read(tables.values(), connection));
    isIn = !request.replace() && notes.ended() && countsHold();
    if (isIn) {
      return;
    }
    if (!notes.begun()) {
      requireRoom(request, keys);
      notes.begin(request.source());
    }
    new KeysOff(connection).take(off);
    connection.commit();
    loaded = notes.loaded();
    for (List<String> names : order.groups()) {
      List<TargetTable> waiting =
          names.stream().filter(name -> !loaded.contains(name)).map(tables::get).toList();
      if (!waiting.isEmpty()) {
        groups.add(new Group(waiting));
      }
    }
  }

  private boolean countsHold() throws SQLException {
    for (TargetTable table : tables.values()) {
      if (table.count(connection) != table.file().rows()) {
        return false;
      }
    }
    return true;
  }

  private void requireRoom(RestoreRequest request, List<ForeignKeys.Key> keys) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (TargetTable table : tables.values()) {
      if (!table.isEmpty(connection)) {
        filled.add(table.name());
      }
    }
    if (filled.isEmpty()) {
      return;
    }
    if (!request.replace()) {
      throw AdminException.refused(
          "There are rows in "
              + String.join(", ", filled)
              + ", but an export is restored into empty tables. --replace empties them first.");
    }
    String outside =
        keys.stream()
            .filter(key -> tables.containsKey(key.to()) && !tables.containsKey(key.from()))
            .map(key -> key.constraint() + ", which leads to " + key.to())
            .collect(Collectors.joining("; "));
    if (!outside.isEmpty()) {
      throw AdminException.refused(
          "Nothing was emptied: tables that are not in the export refer to some that are, through "
              + outside
              + ". Drop these keys first, and create them again afterwards.");
    }
    HeldTriggers triggers = HeldTriggers.of(tables.values(), connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate "
              + tables.values().stream()
                  .map(TargetTable::source)
                  .collect(Collectors.joining(", ")));
    }
    triggers.release();
  }

  /** Whether this export is what was restored last, and each table still has as many rows. */
  boolean isIn() {
    return isIn;
  }

  List<Group> groups() {
    return groups;
  }

  /** The constraints that are off until all rows are in. */
  Set<TableConstraint> off() {
    return off;
  }

  /** Of the whole export. */
  long rows() {
    return tables.values().stream().mapToLong(table -> table.file().rows()).sum();
  }

  /** Those that an earlier attempt loaded. */
  long rowsLoaded() {
    return tables.values().stream()
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

  /** Sets the sequences, puts back what is off, and compares the result with the manifest. */
  void finish() throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
      for (Manifest.SequenceState sequence : manifest.sequences()) {
        set.setString(1, RestoreRequirements.quoted(sequence));
        set.setLong(2, sequence.lastValue());
        set.setBoolean(3, sequence.called());
        set.execute();
      }
    }
    new KeysOff(connection).putBack();
    for (TargetTable table : tables.values()) {
      long count = table.count(connection);
      if (count != table.file().rows()) {
        throw AdminException.failed(
            String.format(
                Locale.ROOT,
                "%s has %,d rows now, and the manifest says %,d: somebody else wrote, too.",
                table.name(),
                count,
                table.file().rows()),
            null);
      }
    }
    notes.end();
    connection.commit();
  }
}
