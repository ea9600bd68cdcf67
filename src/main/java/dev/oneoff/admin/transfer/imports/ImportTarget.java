package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import dev.oneoff.admin.transfer.imports.check.BeanChecks;
import dev.oneoff.admin.transfer.imports.load.GeneratedKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the file's rows go, and what identifies them.
 *
 * @param columns of the file that are imported
 * @param keys that the table has, the primary first
 * @param key that identifies existing rows; empty if any key counts
 * @param generated where the identifier comes from if the file has none
 * @param needed what a new row needs and the file lacks; then only existing rows are updated
 */
record ImportTarget(
    EntityTable table,
    List<FileColumn> columns,
    List<UniqueKey> keys,
    Optional<UniqueKey> key,
    Optional<GeneratedKey> generated,
    Optional<String> needed) {

  /**
   * Determines all of that.
   *
   * @throws AdminException {@code USAGE} if the file or the options do not fit the entity
   */
  static ImportTarget of(
      EntityTable table, ImportRequest request, FileHeader header, Connection connection)
      throws SQLException {
    if (!table.single()) {
      throw AdminException.refused(
          table.entity().getImportedName()
              + " is kept in several tables, into which one file cannot be imported.");
    }
    List<FileColumn> columns = Mapping.of(table, request, header, connection);
    List<UniqueKey> keys = UniqueKey.of(connection, table.name());
    Optional<GeneratedKey> generated = GeneratedKey.of(table, connection);
    Optional<UniqueKey> key = key(table, request, columns, keys);
    Optional<String> needed = needed(table, columns, generated);
    if (needed.isPresent() && (request.onConflict() != OnConflict.UPDATE || request.straight())) {
      throw request.skipMasked()
          ? AdminException.refused(
              "A new "
                  + table.entity().getImportedName()
                  + " needs "
                  + needed.get()
                  + ", which the file does not have, or has only masked. Update existing rows"
                  + " instead, with --on-conflict update.")
          : AdminException.usage(
              "The file has no "
                  + needed.get()
                  + ", which a new "
                  + table.entity().getImportedName()
                  + " needs.");
    }
    return new ImportTarget(table, columns, keys, key, generated, needed);
  }

  String entity() {
    return table.entity().getImportedName();
  }

  /** What Bean Validation checks. */
  BeanChecks.Subject subject(OnConflict onConflict) {
    String version = version(table);
    List<TableColumn> absent =
        table.columns().stream()
            .filter(column -> column.path().isPresent())
            .filter(column -> column.making() != TableColumn.Making.GENERATED)
            .filter(column -> !table.key().contains(column.name()))
            .filter(column -> !column.path().equals(Optional.of(version)))
            .filter(column -> columns.stream().noneMatch(c -> c.target().equals(column)))
            .toList();
    return new BeanChecks.Subject(
        table.entity().getJavaType().getJavaTypeClass(),
        entity(),
        columns,
        absent,
        onConflict == OnConflict.UPDATE);
  }

  private static String version(EntityTable table) {
    return table.entity().getVersionMapping() == null
        ? ""
        : table.entity().getVersionMapping().getVersionAttribute().getAttributeName();
  }

  /** Columns that may be null in the file, because they get a value anyway. */
  Set<String> made() {
    Set<String> made = new HashSet<>();
    generated.ifPresent(key -> made.add(key.column().name()));
    return made;
  }

  /** The file's column for the generated identifier, if it has one. */
  Optional<FileColumn> identifier() {
    return generated.flatMap(
        key -> columns.stream().filter(c -> c.target().equals(key.column())).findFirst());
  }

  private static Optional<UniqueKey> key(
      EntityTable table, ImportRequest request, List<FileColumn> columns, List<UniqueKey> keys) {
    if (!request.key().isEmpty()) {
      return Optional.of(asked(table, request.key(), columns, keys));
    }
    if (request.onConflict() != OnConflict.UPDATE) {
      return Optional.empty();
    }
    List<UniqueKey> covered = keys.stream().filter(key -> covered(key, columns)).toList();
    if (covered.isEmpty()) {
      throw AdminException.usage(
          "The file has no column by which rows of "
              + table.entity().getImportedName()
              + " are told apart, so nothing says which ones to update.");
    }
    if (!covered.get(0).primary() && covered.size() > 1) {
      throw AdminException.usage(
          "The file has several columns by which rows are told apart. Choose one with --key.");
    }
    return Optional.of(covered.get(0));
  }

  private static UniqueKey asked(
      EntityTable table, List<String> names, List<FileColumn> columns, List<UniqueKey> keys) {
    Set<String> asked = new HashSet<>();
    for (String name : names) {
      asked.add(
          Mapping.find(table, name)
              .map(TableColumn::name)
              .orElseThrow(
                  () ->
                      AdminException.usage(
                          table.entity().getImportedName() + " has no attribute '" + name + "'.")));
    }
    UniqueKey key =
        keys.stream()
            .filter(each -> asked.equals(Set.copyOf(each.columns())))
            .findFirst()
            .orElseThrow(
                () ->
                    AdminException.usage(
                        String.join(", ", names)
                            + " is not unique in "
                            + table.name()
                            + ". There "
                            + (keys.size() == 1 ? "is " : "are ")
                            + String.join(
                                "; ",
                                keys.stream().map(k -> String.join(", ", k.columns())).toList())
                            + "."));
    if (!covered(key, columns)) {
      throw AdminException.usage("The file has no " + String.join(", ", names) + ".");
    }
    return key;
  }

  private static boolean covered(UniqueKey key, List<FileColumn> columns) {
    return key.columns().stream()
        .allMatch(
            name ->
                columns.stream()
                    .anyMatch(c -> c.lookup().isEmpty() && c.target().name().equals(name)));
  }

  private static Optional<String> needed(
      EntityTable table, List<FileColumn> columns, Optional<GeneratedKey> generated) {
    String version = version(table);
    return table.columns().stream()
        .filter(column -> !column.nullable() && !column.hasDefault())
        .filter(column -> columns.stream().noneMatch(c -> c.target().equals(column)))
        .filter(column -> !generated.map(GeneratedKey::column).equals(Optional.of(column)))
        .filter(column -> !column.path().equals(Optional.of(version)))
        .map(column -> "'" + column.path().orElse(column.name()) + "'")
        .reduce((a, b) -> a + " and " + b);
  }
}
