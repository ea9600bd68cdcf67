package dev.oneoff.admin.transfer.imports.load;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.entity.EntityTable;
import dev.oneoff.admin.entity.TableColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.generator.Generator;
import org.hibernate.id.enhanced.DatabaseStructure;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.PooledOptimizer;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity's identifier comes from if the file has none: just as Hibernate would generate
 * it, so that its numbers and ours never collide.
 *
 * @param column the identifier's
 * @param sequence as written in a statement; empty if each value comes from an expression
 * @param block how many numbers one call of the sequence yields
 * @param upwards whether a call's number is the first of its block, not the last
 * @param expression for a value that needs no sequence
 */
public record GeneratedKey(
    TableColumn column, Optional<String> sequence, int block, boolean upwards, String expression) {

  /** Empty if identifiers are assigned by hand. */
  public static Optional<GeneratedKey> of(EntityTable table, Connection connection)
      throws SQLException {
    if (table.key().size() != 1) {
      return Optional.empty();
    }
    TableColumn column =
        table.columns().stream()
            .filter(each -> each.name().equals(table.key().get(0)))
            .findFirst()
            .orElseThrow();
    Generator generator = table.entity().getEntityPersister().getGenerator();
    if (generator instanceof SequenceStyleGenerator byHibernate
        && byHibernate.getDatabaseStructure().isPhysicalSequence()) {
      return Optional.of(ofSequence(column, byHibernate));
    }
    if (column.hasDefault()) {
      Optional<String> own = serial(connection, table.name(), column.name());
      return Optional.of(
          new GeneratedKey(
              column, own, 1, true, own.isPresent() ? "" : defaultOf(connection, column)));
    }
    return column.javaType().equals(Optional.of(UUID.class)) && generator != null
        ? Optional.of(new GeneratedKey(column, Optional.empty(), 1, true, "gen_random_uuid()"))
        : Optional.empty();
  }

  private static GeneratedKey ofSequence(TableColumn column, SequenceStyleGenerator generator) {
    DatabaseStructure structure = generator.getDatabaseStructure();
    Optimizer optimizer = generator.getOptimizer();
    int block = optimizer.applyIncrementSizeToSourceValues() ? optimizer.getIncrementSize() : 1;
    if (!optimizer.applyIncrementSizeToSourceValues() && optimizer.getIncrementSize() > 1) {
      throw AdminException.refused(
          "The identifiers of "
              + column.table()
              + " are made by Hibernate's "
              + optimizer.getClass().getSimpleName()
              + ", which an import does not do. Give them in the file.");
    }
    return new GeneratedKey(
        column,
        Optional.of(structure.getPhysicalName().render()),
        Math.max(1, block),
        !(optimizer instanceof PooledOptimizer),
        "");
  }

  private static Optional<String> serial(Connection connection, String table, String column)
      throws SQLException {
    return single(connection, "select pg_get_serial_sequence(?, ?)", table, column);
  }

  private static String defaultOf(Connection connection, TableColumn column) throws SQLException {
    return single(
            connection,
            """
            select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d
              join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
            where d.adrelid = to_regclass(?) and a.attname = ?
            """,
            column.table(),
            column.name())
        .orElse("null");
  }

  private static Optional<String> single(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setString(i + 1, values[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        @Nullable String value = row.next() ? row.getString(1) : null;
        return Optional.ofNullable(value);
      }
    }
  }

  /**
   * Makes sure that the sequence yields no more numbers up to this one. It only ever moves forward.
   */
  public void passed(Connection connection, long number) throws SQLException {
    if (sequence.isEmpty()) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "select setval(?::regclass, ?) from " + sequence.get() + " where last_value < ?")) {
      query.setString(1, sequence.get());
      query.setLong(2, number);
      query.setLong(3, number);
      query.execute();
    }
  }

  /**
   * A common table expression of {@code (oneoff_id, oneoff_n)}: as many numbers as its one
   * parameter says, or more, counted from 1.
   */
  String numbers() {
    String from = upwards ? "v" : "v - " + (block - 1);
    String to = upwards ? "v + " + (block - 1) : "v";
    return "calls as materialized (select nextval('"
        + sequence.orElseThrow().replace("'", "''")
        + "'::regclass) as v from generate_series(0, ?::bigint / "
        + block
        + " + 1)), ids as materialized (select oneoff_id, row_number() over () as oneoff_n from"
        + " calls cross join generate_series("
        + from
        + ", "
        + to
        + ") as oneoff_id where oneoff_id > 0)";
  }
}
