package dev.oneoff.admin.database.origin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a session has selected from so far, as the catalogue describes it. */
final class Relations {

  // A partition has the columns of the whole table, and a generated column contains what it is
  // computed from.
  private static final String QUERY =
      """
      with recursive wanted (oid) as (
        select c.oid
        from unnest(?::text[], ?::text[]) as w (nsp, rel)
        join pg_catalog.pg_namespace n on n.nspname = w.nsp
        join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.rel),
      whole (oid, above) as (
        select oid, oid from wanted
        union select w.oid, i.inhparent from whole w join pg_catalog.pg_inherits i on i.inhrelid = w.above)
      select n.nspname, c.relname, c.relkind,
        case c.relkind when 'm' then pg_catalog.pg_get_viewdef(c.oid) else '' end,
        array(select a.attname::text from pg_catalog.pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum),
        array(select t.relname::text from whole w join pg_catalog.pg_class t on t.oid = w.above where w.oid = c.oid),
        array(select array[g.attname::text, s.attname::text] from pg_catalog.pg_attribute g
            join pg_catalog.pg_attrdef f on f.adrelid = c.oid and f.adnum = g.attnum
            join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
              and d.refobjid = c.oid and d.refobjsubid not in (0, g.attnum) and (
                (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and d.objid = f.oid)
                or (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.objsubid = g.attnum))
            join pg_catalog.pg_attribute s on s.attrelid = c.oid and s.attnum = d.refobjsubid
            where g.attrelid = c.oid and g.attgenerated <> '')
      from wanted
      join pg_catalog.pg_class c on c.oid = wanted.oid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      """;

  private final Masking masking;
  private final Map<Relation.Name, Relation> known = new HashMap<>();

  Relations(Masking masking) {
    this.masking = masking;
  }

  /** Looks up those that are not known yet, in one query. */
  void learn(Set<Relation.Name> names, Connection connection) throws SQLException {
    Set<Relation.Name> asked = new HashSet<>(names);
    asked.removeAll(known.keySet());
    if (asked.isEmpty()) {
      return;
    }
    List<Relation.Name> order = new ArrayList<>(asked);
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      query.setArray(
          1,
          connection.createArrayOf(
              "text", order.stream().map(Relation.Name::schema).toArray(String[]::new)));
      query.setArray(
          2,
          connection.createArrayOf(
              "text", order.stream().map(Relation.Name::table).toArray(String[]::new)));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Relation.Name name = new Relation.Name(row.getString(1), row.getString(2));
          known.put(name, relation(name, row));
        }
      }
    }
  }

  /** For a statement that may have changed them. */
  void forget() {
    known.clear();
  }

  /** A relation that was looked up; empty if it does not exist. */
  Optional<Relation> get(Relation.Name name) {
    return Optional.ofNullable(known.get(name));
  }

  /** The contents of a materialized view have been traced. */
  void traced(Relation.Name name, Set<String> secret) {
    known.computeIfPresent(name, (n, view) -> new Relation(true, "", view.columns(), secret));
  }

  private Relation relation(Relation.Name name, ResultSet row) throws SQLException {
    String kind = row.getString(3);
    List<String> columns = texts(row, 5);
    List<String> tables = texts(row, 6);
    Set<String> secret = new HashSet<>();
    for (String column : columns) {
      if (name.ofSystem()
          ? SystemSecrets.column(name.table(), column)
          : tables.stream().anyMatch(table -> masking.masks(table, column))) {
        secret.add(column);
      }
    }
    if (row.getArray(7).getArray() instanceof String[][] generated) {
      for (String[] pair : generated) {
        if (secret.contains(pair[1])) {
          secret.add(pair[0]);
        }
      }
    }
    return new Relation(
        Set.of("r", "p", "f", "S").contains(kind) || name.ofSystem(),
        row.getString(4),
        columns,
        secret);
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
