package dev.oneoff.admin.database.origin;

import dev.oneoff.admin.SecretNames;
import dev.oneoff.admin.database.statement.OneStatement;
import dev.oneoff.admin.database.statement.Placeholders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which columns of a session's results are masked. For a table's column, PostgreSQL names
 * the table with the result; a computed column is traced through the query plan, which is requested
 * in the same transaction and runs nothing. What cannot be traced is masked.
 */
public final class ColumnOrigins {

  // What PostgreSQL can explain.
  private static final Set<String> EXPLAINED =
      Set.of("SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE");

  // They show no rows.
  private static final Set<String> PLAIN = Set.of("EXPLAIN");

  private static final String EXPLAIN = "explain (verbose, costs off, format json) ";

  // A name written with Unicode escapes, not as it is called.
  private static final Pattern ESCAPED = Pattern.compile("[uU]&\"");

  private final Masking masking;
  private final Relations relations;
  private @Nullable Opaque opaque;

  public ColumnOrigins(Masking masking) {
    this.masking = masking;
    this.relations = new Relations(masking);
  }

  /**
   * Why each column is masked, if it is.
   *
   * @param connection in the transaction in which the statement ran or will run
   */
  public List<Mask> of(List<ResultColumn> columns, Selecting statement, Connection connection)
      throws SQLException {
    List<Mask> masks = new ArrayList<>(columns.stream().map(column -> Mask.NONE).toList());
    if (masking == Masking.NONE || PLAIN.contains(statement.verb())) {
      return masks;
    }
    if (statement.verb().equals("SHOW")) {
      return shown(statement, columns.size());
    }
    relations.learn(
        columns.stream()
            .filter(ResultColumn::plain)
            .map(ResultColumn::relation)
            .collect(Collectors.toSet()),
        connection);
    BitSet computed = maskStored(columns, masks);
    if (!computed.isEmpty()) {
      BitSet masked = traced(statement, columns.size(), connection);
      computed.and(masked);
      computed.stream().forEach(i -> masks.set(i, Mask.COMPUTED));
    }
    return masks;
  }

  /**
   * The result of {@link #of} if nothing needs to be queried: every column belongs to a table that
   * is known already.
   */
  public Optional<List<Mask>> ofKnownTables(List<ResultColumn> columns) {
    List<Mask> masks = new ArrayList<>(columns.stream().map(column -> Mask.NONE).toList());
    return masking == Masking.NONE || maskStored(columns, masks).isEmpty()
        ? Optional.of(masks)
        : Optional.empty();
  }

  /** Masks the known columns of tables, and returns the others. */
  private BitSet maskStored(List<ResultColumn> columns, List<Mask> masks) {
    BitSet others = new BitSet();
    for (int i = 0; i < columns.size(); i++) {
      Optional<Relation> table =
          columns.get(i).plain() ? relations.get(columns.get(i).relation()) : Optional.empty();
      if (table.isPresent() && table.get().stored()) {
        masks.set(i, table.get().masks(columns.get(i).column()) ? Mask.COLUMN : Mask.NONE);
      } else {
        others.set(i);
      }
    }
    return others;
  }

  // SHOW ALL returns names, values and descriptions.
  private static List<Mask> shown(Selecting show, int columns) {
    return columns > 1
        ? IntStream.range(0, columns).mapToObj(i -> i == 1 ? Mask.COMPUTED : Mask.NONE).toList()
        : List.of(SecretNames.setting(show.sql()) ? Mask.COLUMN : Mask.NONE);
  }

  /** Queries the catalogue again next time: a statement may have changed it. */
  public void forget() {
    relations.forget();
    opaque = null;
  }

  /** Whether a statement reads anything sensitive, whatever is done with it; if in doubt, yes. */
  public boolean readsSecrets(Selecting statement, Connection connection) throws SQLException {
    if (masking == Masking.NONE) {
      return false;
    }
    Optional<PlanNode> plan = plan(statement, connection);
    if (plan.isEmpty() || calledWhilePlanning(statement, connection)) {
      return true;
    }
    return origins(plan.get(), connection).readsSecrets();
  }

  private BitSet traced(Selecting statement, int columns, Connection connection)
      throws SQLException {
    Optional<PlanNode> plan = plan(statement, connection);
    if (plan.isEmpty() || calledWhilePlanning(statement, connection)) {
      BitSet all = new BitSet();
      all.set(0, columns);
      return all;
    }
    return origins(plan.get(), connection).masked(columns);
  }

  private PlanOrigins origins(PlanNode plan, Connection connection) throws SQLException {
    Set<Relation.Name> names = PlanOrigins.relations(plan);
    relations.learn(names, connection);
    for (Relation.Name name : names) {
      Optional<Relation> view = relations.get(name).filter(known -> !known.definition().isEmpty());
      if (view.isPresent()) {
        relations.traced(name, secretOf(view.get(), connection));
      }
    }
    return new PlanOrigins(plan, relations, opaque(connection));
  }

  // A materialized view contains what it was selected from.
  private Set<String> secretOf(Relation view, Connection connection) throws SQLException {
    String sql = Placeholders.escape(view.definition().replaceFirst(";\\s*$", ""));
    BitSet masked =
        traced(new Selecting(sql, "SELECT", List.of()), view.columns().size(), connection);
    Set<String> secret = new HashSet<>(view.secret());
    masked.stream().forEach(i -> secret.add(view.columns().get(i)));
    return secret;
  }

  private Opaque opaque(Connection connection) throws SQLException {
    Opaque known = opaque;
    if (known == null) {
      known = Opaque.read(connection);
      opaque = known;
    }
    return known;
  }

  private boolean calledWhilePlanning(Selecting statement, Connection connection)
      throws SQLException {
    return ESCAPED.matcher(statement.sql()).find()
        || opaque(connection).calledWhilePlanning(PlanText.words(statement.sql()));
  }

  // Empty if PostgreSQL cannot explain it, or not as a single plan.
  private static Optional<PlanNode> plan(Selecting statement, Connection connection)
      throws SQLException {
    if (!EXPLAINED.contains(statement.verb()) || !OneStatement.isOne(connection, statement.sql())) {
      return Optional.empty();
    }
    Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
    try {
      List<PlanNode> plans = PlanNode.read(explained(statement, connection));
      return plans.size() == 1 ? Optional.of(plans.get(0)) : Optional.empty();
    } catch (SQLException e) {
      if (before != null) {
        connection.rollback(before);
      }
      return Optional.empty();
    } finally {
      if (before != null) {
        connection.releaseSavepoint(before);
      }
    }
  }

  private static String explained(Selecting statement, Connection connection) throws SQLException {
    StringBuilder json = new StringBuilder();
    try (PreparedStatement query = connection.prepareStatement(EXPLAIN + statement.sql())) {
      for (int i = 0; i < statement.values().size(); i++) {
        Object value = statement.values().get(i);
        if (value == null || value instanceof String) {
          query.setObject(i + 1, value, Types.OTHER);
        } else {
          query.setObject(i + 1, value);
        }
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          json.append(rows.getString(1)).append('\n');
        }
      }
    }
    return json.toString();
  }
}
