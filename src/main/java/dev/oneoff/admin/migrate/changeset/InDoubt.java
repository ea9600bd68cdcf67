package dev.oneoff.admin.migrate.changeset;

import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.migrate.plan.StatementText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Determines from the database what became of a statement whose process died while running it. Only
 * statements that PostgreSQL refuses in a transaction get here; invalid indexes have been removed
 * before.
 */
public final class InDoubt {

  /** A person's answer if the database does not tell. */
  public enum Answer {
    /** Run it, from the beginning. */
    RUN,
    /** Treat it as done. */
    SKIP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What to do with it; empty if that cannot be determined.
   *
   * @param seen what exists
   */
  record Finding(Optional<Answer> answer, String seen) {}

  private static final String NAME = Identifier.PATTERN;
  private static final String QUALIFIED = NAME + "(?: ?\\. ?" + NAME + ")*";

  private static final Pattern CREATE_INDEX =
      pattern(
          "create (?<unique>unique )?index concurrently (?:if not exists )?(?:(?<name>"
              + NAME
              + ") )?on (?:only )?(?<table>"
              + QUALIFIED
              + ")(?<rest> ?(?:using|\\().*)");
  private static final Pattern DROP_INDEX =
      pattern("drop index concurrently (?:if exists )?(?<name>" + QUALIFIED + ")(?: .*)?");
  private static final Pattern HARMLESS =
      pattern("(?:reindex|vacuum|analyze|cluster|alter system|checkpoint)\\b.*");

  private final Connection connection;

  /**
   * @param connection in autocommit
   */
  InDoubt(Connection connection) {
    this.connection = connection;
  }

  Finding look(String text) throws SQLException {
    List<StatementText> statements = StatementText.statements(text);
    if (statements.size() == 1) {
      String statement = statements.get(0).text();
      Matcher create = CREATE_INDEX.matcher(statement);
      if (create.matches()) {
        return created(create);
      }
      Matcher drop = DROP_INDEX.matcher(statement);
      if (drop.matches()) {
        String name = drop.group("name");
        return exists(name)
            ? new Finding(Optional.of(Answer.RUN), "the index " + name + " is still there")
            : new Finding(Optional.of(Answer.SKIP), "the index " + name + " is gone");
      }
      if (HARMLESS.matcher(statement).matches()) {
        return new Finding(Optional.of(Answer.RUN), "running it twice changes nothing");
      }
    }
    return new Finding(Optional.empty(), "whether it took effect cannot be seen");
  }

  private Finding created(Matcher create) throws SQLException {
    String table = create.group("table");
    @Nullable String name = create.group("name");
    List<String> there = definitions(table, name);
    String what = name == null ? "such an index of " + table : "the index " + name;
    if (there.isEmpty()) {
      return new Finding(Optional.of(Answer.RUN), what + " is not there");
    }
    Optional<String> meant = meant(create);
    if (meant.isPresent() && there.contains(meant.get())) {
      return new Finding(Optional.of(Answer.SKIP), what + " is as it should be");
    }
    if (name == null && meant.isPresent()) {
      return new Finding(Optional.of(Answer.RUN), what + " is not there");
    }
    return new Finding(
        Optional.empty(),
        meant
            .map(wanted -> what + " is there, but as " + there.get(0) + ", and not as " + wanted)
            .orElse(what + " is there, but whether it is as it should be cannot be seen"));
  }

  /** The definitions of a table's valid indexes: one of them, or all. */
  private List<String> definitions(String table, @Nullable String name) throws SQLException {
    List<String> definitions = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid ="
                + " i.indexrelid where i.indisvalid and i.indrelid = to_regclass(?)"
                + (name == null ? "" : " and c.relname = ?"))) {
      query.setString(1, table);
      if (name != null) {
        query.setString(2, Identifier.catalogued(name));
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          definitions.add(shape(rows.getString(1)));
        }
      }
    }
    return definitions;
  }

  // PostgreSQL itself interprets the statement: it is run on an empty copy of the table.
  private Optional<String> meant(Matcher create) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "create temporary table admin_meant (like " + create.group("table") + ") on commit drop");
      statement.execute(
          "create "
              + Optional.ofNullable(create.group("unique")).orElse("")
              + "index on pg_temp.admin_meant "
              + create.group("rest"));
      return definitions("pg_temp.admin_meant", null).stream().findFirst();
    } catch (SQLException e) {
      // Not allowed here, or the table has changed.
      return Optional.empty();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Without the names of the index and its table. */
  private static String shape(String definition) {
    String unique = definition.startsWith("CREATE UNIQUE") ? "UNIQUE " : "";
    return unique + definition.substring(definition.indexOf(" USING ") + 1);
  }

  private boolean exists(String name) throws SQLException {
    return AppliedChangesets.exists(connection, name);
  }

  private static Pattern pattern(String form) {
    return Pattern.compile(form, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
