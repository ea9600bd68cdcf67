package dev.oneoff.admin.transfer.dump;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.ledger.UnfinishedRestore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a full export can be restored completely, determined before its first row is read.
 *
 * @param obstacles why not, each in a sentence
 * @param aside what it leaves out without being incomplete, each in a sentence
 */
record Restorability(List<String> obstacles, List<String> aside) {

  // What an extension contains comes with the extension.
  private static final String OUTSIDE =
      """
      select k.conname || ' of ' || k.conrelid::regclass, k.confrelid::regclass::text
      from pg_constraint k
        join pg_class f on f.oid = coalesce(pg_partition_root(k.conrelid), k.conrelid)
        join pg_class t on t.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid)
      where k.contype = 'f' and k.conparentid = 0
        and coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
        and (select nspname from pg_namespace where oid = f.relnamespace) || '.' || f.relname = any (?)
        and (select nspname from pg_namespace where oid = t.relnamespace) || '.' || t.relname <> all (?)
        and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass
          and e.objid = t.oid and e.deptype = 'e')
      order by 1
      """;

  /** Large object ids are in columns of this type, or of one derived from it. */
  private static final String LARGE_OBJECTS =
      """
      select (select count(*) from pg_largeobject_metadata),
        (select string_agg(c.relname || '.' || a.attname, ', ' order by c.relname, a.attname)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
        where 'oid'::regtype in (t.oid, t.typbasetype) and a.attnum > 0 and not a.attisdropped
          and (select nspname from pg_namespace where oid = c.relnamespace) || '.' || c.relname = any (?))
      """;

  private static final String NO_TABLES =
      """
      select kind, string_agg(name, ', ' order by name) from (
        select case c.relkind when 'm' then 'materialized views' else 'foreign tables' end, c.oid::regclass::text
        from pg_class c where c.relkind in ('m', 'f') and not c.relispartition
          and (select nspname from pg_namespace where oid = c.relnamespace) = any (?)
        union select 'tables of the schemas', n.nspname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and c.relpersistence <> 't' and n.nspname <> all (?)
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass
            and e.objid = c.oid and e.deptype = 'e')
      ) as left_out (kind, name) group by kind order by kind
      """;

  /** Queries the catalogue. */
  static Restorability of(Collection<TableFile> files, List<String> schemas, Connection connection)
      throws SQLException {
    List<String> obstacles = new ArrayList<>();
    List<String> aside = new ArrayList<>();
    String masked =
        files.stream()
            .flatMap(file -> file.masked().stream().map(c -> file.table().name() + "." + c))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!masked.isEmpty()) {
      obstacles.add(
          "These columns are masked: " + masked + "; --unmask --reason exports their values.");
    }
    UnfinishedRestore.of(connection).map(UnfinishedRestore::sentence).ifPresent(obstacles::add);
    List<String> tables = files.stream().map(file -> file.table().toString()).toList();
    ask(
        OUTSIDE,
        connection,
        row ->
            obstacles.add(
                "The key "
                    + row.getString(1)
                    + " leads to "
                    + row.getString(2)
                    + ", whose rows are not in it."),
        tables,
        tables);
    ask(LARGE_OBJECTS, connection, row -> addLargeObjects(row, obstacles, aside), tables);
    ask(
        NO_TABLES,
        connection,
        row -> aside.add("Not in it are the " + row.getString(1) + " " + row.getString(2) + "."),
        schemas,
        schemas);
    return new Restorability(List.copyOf(obstacles), List.copyOf(aside));
  }

  private static void addLargeObjects(ResultSet row, List<String> obstacles, List<String> aside)
      throws SQLException {
    if (row.getLong(1) > 0) {
      String many = "Not in it are the database's large objects, " + row.getLong(1) + " of them";
      @Nullable String columns = row.getString(2);
      if (columns == null) {
        aside.add(many + ".");
      } else {
        obstacles.add(many + ", to which these columns may lead: " + columns + ".");
      }
    }
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  @SafeVarargs
  private static void ask(String sql, Connection connection, Row each, List<String>... names)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < names.length; i++) {
        query.setArray(i + 1, connection.createArrayOf("text", names[i].toArray()));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          each.read(rows);
        }
      }
    }
  }

  boolean whole() {
    return obstacles.isEmpty();
  }

  void say(Console console) {
    aside.forEach(console::say);
    obstacles.forEach(console::say);
    console.say(
        whole()
            ? "It can be restored as a whole: 'import --all'."
            : "So it cannot be restored as a whole.");
  }
}
