package dev.oneoff.admin.transfer.imports.load;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.OnConflict;
import dev.oneoff.admin.transfer.imports.UniqueKey;
import dev.oneoff.admin.transfer.imports.stage.StagingTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The statement that loads the staged rows of some lines into the entity's table. */
public final class LoadStatement {

  /**
   * How it loads them.
   *
   * @param key that identifies existing rows; empty if any unique key counts
   * @param updateOnly whether every row exists already, and the file lacks something that a new one
   *     needs
   * @param generated the identifier, if rows of the file have none
   */
  public record Plan(
      OnConflict onConflict,
      Optional<UniqueKey> key,
      boolean updateOnly,
      Optional<GeneratedKey> generated) {}

  /** What became of the rows. */
  record Rows(long inserted, long updated, long skipped) {}

  private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint");

  private final EntityTable table;
  private final StagingTable staging;
  private final Plan plan;
  private final String sql;
  private final boolean numbered;

  public LoadStatement(EntityTable table, StagingTable staging, Plan plan) {
    this.table = table;
    this.staging = staging;
    this.plan = plan;
    this.numbered =
        !plan.updateOnly() && plan.generated().flatMap(GeneratedKey::sequence).isPresent();
    this.sql = plan.updateOnly() ? update() : insert();
  }

  /** Those of the lines after the first and up to the second. */
  Rows load(Connection connection, long after, long upTo) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int i = 0;
      statement.setLong(++i, after);
      statement.setLong(++i, upTo);
      if (numbered) {
        statement.setLong(++i, upTo - after);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long all = row.getLong(1);
        long written = row.getLong(2);
        long fresh = row.getLong(3);
        return new Rows(fresh, written - fresh, all - written);
      }
    }
  }

  private String batch() {
    return "with batch as materialized (select s.*"
        + (numbered ? ", row_number() over (order by s." + StagingTable.LINE + ") as oneoff_n" : "")
        + " from "
        + staging.name()
        + " s where s."
        + StagingTable.LINE
        + " > ? and s."
        + StagingTable.LINE
        + " <= ? and s."
        + StagingTable.REASON
        + " is null)";
  }

  private String insert() {
    List<String> into = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (FileColumn column : staging.columns()) {
      into.add(column.target().quoted());
      values.add(value(column));
    }
    Optional<TableColumn> made = plan.generated().map(GeneratedKey::column);
    if (made.isPresent() && !into.contains(made.get().quoted())) {
      into.add(made.get().quoted());
      values.add(generated("null"));
    }
    Optional<TableColumn> version = version();
    if (version.isPresent()
        && !into.contains(version.get().quoted())
        && !version.get().hasDefault()
        && !version.get().nullable()) {
      into.add(version.get().quoted());
      values.add("0");
    }
    boolean always =
        staging.columns().stream()
            .anyMatch(c -> c.target().making() == TableColumn.Making.IDENTITY_ALWAYS);
    return batch()
        + (numbered ? ", " + plan.generated().orElseThrow().numbers() : "")
        + ", written as (insert into "
        + table.name()
        + " as t ("
        + String.join(", ", into)
        + ")"
        + (always ? " overriding system value" : "")
        + " select "
        + String.join(", ", values)
        + " from batch s"
        + lookups()
        + (numbered ? " join ids using (oneoff_n)" : "")
        + conflict()
        + " returning "
        + (plan.onConflict() == OnConflict.UPDATE ? "xmax = 0" : "true")
        + " as fresh) select (select count(*) from batch), count(*), count(*) filter (where fresh)"
        + " from written";
  }

  private String conflict() {
    if (plan.onConflict() == OnConflict.FAIL) {
      return "";
    }
    String on = plan.key().map(key -> " (" + quoted(key) + ")").orElse("");
    String set = plan.onConflict() == OnConflict.UPDATE ? assignments("excluded.") : "";
    return " on conflict" + on + (set.isEmpty() ? " do nothing" : " do update set " + set);
  }

  private String update() {
    UniqueKey key = plan.key().orElseThrow();
    String same =
        staging.columns().stream()
            .filter(column -> key.columns().contains(column.target().name()))
            .map(column -> "t." + column.target().quoted() + " = s." + column.staged())
            .collect(Collectors.joining(" and "));
    return batch()
        + ", written as (update "
        + table.name()
        + " t set "
        + assignments(null)
        + " from batch s"
        + lookups()
        + " where "
        + same
        + " returning 1) select (select count(*) from batch), count(*), 0 from written";
  }

  private String assignments(@org.jspecify.annotations.Nullable String from) {
    UniqueKey key = plan.key().orElseThrow();
    List<String> set = new ArrayList<>();
    for (FileColumn column : staging.columns()) {
      TableColumn target = column.target();
      boolean identifies =
          key.columns().contains(target.name()) || table.key().contains(target.name());
      if (!identifies) {
        set.add(target.quoted() + " = " + (from == null ? value(column) : from + target.quoted()));
      }
    }
    Optional<TableColumn> version = version();
    boolean given =
        version.isPresent()
            && staging.columns().stream().anyMatch(c -> c.target().equals(version.get()));
    if (!set.isEmpty() && version.isPresent() && !given) {
      // Code that read the row before must not overwrite the import.
      String name = version.get().quoted();
      set.add(name + " = t." + name + " + 1");
    }
    return String.join(", ", set);
  }

  private String value(FileColumn column) {
    if (column.lookup().isPresent()) {
      return "r" + column.place() + "." + column.lookup().get().wanted();
    }
    String plain = "s." + column.staged();
    boolean made = plan.generated().map(GeneratedKey::column).equals(Optional.of(column.target()));
    return made && !plan.updateOnly() ? generated(plain) : plain;
  }

  private String generated(String given) {
    GeneratedKey key = plan.generated().orElseThrow();
    String fresh = key.sequence().isPresent() ? "ids.oneoff_id" : key.expression();
    return given.equals("null") ? fresh : "coalesce(" + given + ", " + fresh + ")";
  }

  private String lookups() {
    return staging.columns().stream()
        .filter(column -> column.lookup().isPresent())
        .map(
            column -> {
              FileColumn.Lookup lookup = column.lookup().get();
              String name = "r" + column.place();
              return " left join "
                  + lookup.table()
                  + " "
                  + name
                  + " on "
                  + name
                  + "."
                  + lookup.key()
                  + " = s."
                  + column.staged();
            })
        .collect(Collectors.joining());
  }

  private Optional<TableColumn> version() {
    if (table.entity().getVersionMapping() == null) {
      return Optional.empty();
    }
    String name = table.entity().getVersionMapping().getVersionAttribute().getAttributeName();
    return table.columns().stream()
        .filter(
            column -> column.path().equals(Optional.of(name)) && NUMBERS.contains(column.type()))
        .findFirst();
  }

  private static String quoted(UniqueKey key) {
    return key.columns().stream().map(Identifier::quoted).collect(Collectors.joining(", "));
  }
}
