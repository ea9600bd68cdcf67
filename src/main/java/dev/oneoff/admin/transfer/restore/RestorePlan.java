package dev.oneoff.admin.transfer.restore;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Settings;
import dev.oneoff.admin.transfer.manifest.Manifest;
import dev.oneoff.admin.transfer.manifest.SchemaStamp;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a restore is going to do, once it is certain that it may. Only reads: {@link RestoreRun}
 * carries it out.
 */
final class RestorePlan {

  /** Tables that are loaded in one transaction. */
  record Group(List<TargetTable> tables) {}

  private final Connection connection;
  private final RestoreRequest request;
  private final Manifest manifest;
  private final RestoreNotes notes;
  private final Map<String, TargetTable> tables = new LinkedHashMap<>();
  private final Set<TableConstraint> off = new LinkedHashSet<>();
  private final List<Group> groups = new ArrayList<>();
  private Set<String> loaded = Set.of();
  private boolean isIn;
  private boolean begins;
  private boolean empties;

  private RestorePlan(RestoreRequest request, Manifest manifest, Connection connection) {
    this.connection = connection;
    this.request = request;
    this.manifest = manifest;
    notes =
        new RestoreNotes(
            connection,
            UUID.nameUUIDFromBytes(manifest.toString().getBytes(StandardCharsets.UTF_8))
                .toString());
  }

  /**
   * Checks everything before anything is changed.
   *
   * @throws AdminException {@code REFUSED} as {@link Restores#run} says
   */
  static RestorePlan of(
      Manifest manifest, RestoreRequest request, Connection connection, Settings settings)
      throws SQLException {
    RestoreRequirements requirements = new RestoreRequirements(manifest);
    requirements.requireWhole(request);
    requirements.requireSchema(SchemaStamp.of(connection, settings));
    RestorePlan plan = new RestorePlan(request, manifest, connection);
    for (Manifest.DataFile file : manifest.files()) {
      TargetTable table = TargetTable.of(file, connection);
      plan.tables.put(table.name(), table);
    }
    requirements.requireSequences(connection);
    plan.determine();
    return plan;
  }

  private void determine() throws SQLException {
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
    begins = !notes.begun();
    if (begins) {
      empties = emptiesAfterChecking(keys);
    } else {
      loaded = notes.loaded();
    }
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

  private boolean emptiesAfterChecking(List<ForeignKeys.Key> keys) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (TargetTable table : tables.values()) {
      if (!table.isEmpty(connection)) {
        filled.add(table.name());
      }
    }
    if (filled.isEmpty()) {
      return false;
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
    return true;
  }

  RestoreRequest request() {
    return request;
  }

  Manifest manifest() {
    return manifest;
  }

  RestoreNotes notes() {
    return notes;
  }

  /** Of the whole export. */
  Collection<TargetTable> tables() {
    return tables.values();
  }

  /** Whether this export is what was restored last, and each table still has as many rows. */
  boolean isIn() {
    return isIn;
  }

  /** Whether no earlier attempt began it. */
  boolean begins() {
    return begins;
  }

  /** Whether there are rows, which may be replaced. */
  boolean empties() {
    return empties;
  }

  /** What is still to be loaded. */
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
}
