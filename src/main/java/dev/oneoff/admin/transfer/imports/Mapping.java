package dev.oneoff.admin.transfer.imports;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which attribute or column each of the file's columns belongs to. */
final class Mapping {

  private final EntityTable table;
  private final ImportRequest request;
  private final FileHeader file;
  private final Connection connection;
  private final Map<String, String> taken = new HashMap<>();
  private final List<String> masked = new ArrayList<>();

  private Mapping(
      EntityTable table, ImportRequest request, FileHeader file, Connection connection) {
    this.table = table;
    this.request = request;
    this.file = file;
    this.connection = connection;
  }

  /**
   * The columns to import: not those that PostgreSQL computes itself, nor masked ones to be
   * skipped.
   *
   * @throws AdminException {@code USAGE} for an unknown name, {@code REFUSED} for a masked one
   */
  static List<FileColumn> of(
      EntityTable table, ImportRequest request, FileHeader file, Connection connection)
      throws SQLException {
    return new Mapping(table, request, file, connection).columns(file.names());
  }

  private List<FileColumn> columns(List<String> header) throws SQLException {
    for (String name : request.names().keySet()) {
      if (!header.contains(name)) {
        throw AdminException.usage(
            "--map names '"
                + name
                + "', which the file does not have."
                + meant(name, header)
                + " It has "
                + String.join(", ", header)
                + ".");
      }
    }
    List<FileColumn> columns = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      FileColumn column = column(i, header.get(i));
      if (column != null) {
        columns.add(column);
      }
    }
    if (!masked.isEmpty() && !request.skipMasked()) {
      throw AdminException.refused(
          "The file has masked values, which are not the real ones: "
              + String.join(", ", masked)
              + ". Leave them as they are with --skip-masked, or export with --unmask.");
    }
    if (columns.isEmpty()) {
      throw AdminException.usage("The file has no column that can be imported.");
    }
    return columns;
  }

  private @Nullable FileColumn column(int place, String header) throws SQLException {
    String plain = file.plain(place);
    String name = request.names().getOrDefault(header, plain);
    Optional<TableColumn> own = find(table, name);
    Optional<FileColumn> found =
        own.isEmpty() ? Optional.of(lookup(place, header, name)) : Optional.empty();
    own.ifPresent(column -> take(column, header));
    if (file.masked().contains(place)) {
      masked.add(plain);
      return null;
    }
    if (found.isPresent()) {
      return found.get();
    }
    return own.get().making() == TableColumn.Making.GENERATED
        ? null
        : new FileColumn(
            place, header, own.get().quoted(), own.get().type(), own.get(), Optional.empty());
  }

  // customer.email: the customer with this e-mail address.
  private FileColumn lookup(int place, String header, String name) throws SQLException {
    int dot = name.lastIndexOf('.');
    TableColumn own =
        dot < 0
            ? null
            : find(table, name.substring(0, dot))
                .filter(column -> column.reference().isPresent())
                .orElse(null);
    if (own == null) {
      throw unknown(header, name);
    }
    TableColumn.Reference reference = own.reference().orElseThrow();
    EntityTable other = EntityTable.of(reference.entity(), connection);
    String attribute = name.substring(dot + 1);
    String entity = reference.entity().getImportedName();
    TableColumn key =
        find(other, attribute)
            .orElseThrow(
                () ->
                    AdminException.usage(
                        entity
                            + " has no attribute '"
                            + attribute
                            + "'"
                            + "."
                            + meant(attribute, names(other))));
    boolean unique =
        UniqueKey.of(connection, other.name()).stream()
            .anyMatch(each -> each.columns().equals(List.of(key.name())));
    if (!unique) {
      throw AdminException.usage(
          entity
              + "."
              + attribute
              + " is not unique, so it does not say which one is meant by '"
              + header
              + "'.");
    }
    take(own, header);
    return new FileColumn(
        place,
        header,
        "\"oneoff_ref_" + place + '"',
        key.type(),
        own,
        Optional.of(
            new FileColumn.Lookup(
                other.name(),
                key.quoted(),
                Identifier.quoted(reference.column()),
                entity,
                attribute)));
  }

  private void take(TableColumn column, String header) {
    String former = taken.put(column.name(), header);
    if (former != null) {
      throw AdminException.usage(
          "'" + former + "' and '" + header + "' of the file are the same column.");
    }
  }

  /** By the attribute's or the column's name; case only matters if it distinguishes two of them. */
  static Optional<TableColumn> find(EntityTable table, String name) {
    return Stream.<java.util.function.Predicate<TableColumn>>of(
            column -> column.path().equals(Optional.of(name)),
            column -> column.name().equals(name),
            column -> column.path().map(name::equalsIgnoreCase).orElse(false),
            column -> column.name().equalsIgnoreCase(name))
        .map(test -> table.columns().stream().filter(test).findFirst())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private AdminException unknown(String header, String name) {
    return AdminException.usage(
        table.entity().getImportedName()
            + " has no attribute or column '"
            + name
            + "'."
            + meant(name, names(table))
            + " Say what it is with --map '"
            + header
            + "=ATTRIBUTE'.");
  }

  private static List<String> names(EntityTable of) {
    return of.columns().stream()
        .flatMap(column -> Stream.concat(column.path().stream(), Stream.of(column.name())))
        .distinct()
        .toList();
  }

  private static String meant(String name, List<String> known) {
    return Suggestion.of(name, known).map(near -> " Did you mean " + near + "?").orElse("");
  }
}
