package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Suggestion;
import dev.oneoff.admin.database.Database;
import dev.oneoff.admin.database.catalogue.Bytes;
import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.catalogue.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What {@code \d} shows: the tables, or one of them. */
final class TableView {

  /** Rows to print. */
  record Rows(List<String> columns, List<List<@Nullable Object>> values) {}

  private final Database database;
  private final Schema schema;
  private final BiPredicate<String, String> sensitive;

  /**
   * A view of a database.
   *
   * @param sensitive whether a table's column is masked
   */
  TableView(Database database, Schema schema, BiPredicate<String, String> sensitive) {
    this.database = database;
    this.schema = schema;
    this.sensitive = sensitive;
  }

  /** What a word of the prompt asks to see; empty if it is a different word. */
  Optional<Rows> rows(PromptWord word) throws SQLException {
    String name = word.argument("*");
    return switch (word.name()) {
      case "\\dt" -> Optional.of(tables(name));
      case "\\d" -> Optional.of(TablePattern.is(name) ? tables(name) : table(name));
      default -> Optional.empty();
    };
  }

  /**
   * Those that match a pattern.
   *
   * @throws AdminException {@code USAGE} if there are tables, but none that match
   */
  private Rows tables(String pattern) throws SQLException {
    List<String> names = schema.tables().stream().filter(new TablePattern(pattern)).toList();
    if (names.isEmpty() && !pattern.equals("*")) {
      throw AdminException.usage(
          "There is no table like '" + pattern + "'. \\dt lists those there are.");
    }
    try (Connection connection = database.connectReadOnly()) {
      TableFacts facts = new TableFacts(connection);
      List<List<@Nullable Object>> values = new ArrayList<>();
      for (String name : names) {
        Optional<TableFacts.Table> table = facts.table(name);
        if (table.isPresent()) {
          values.add(
              Arrays.asList(
                  name,
                  table.get().kind(),
                  table.get().rows().isPresent() ? table.get().rows().getAsLong() : null,
                  Bytes.words(table.get().bytes())));
        }
      }
      return new Rows(List.of("table", "kind", "rows", "size"), values);
    }
  }

  /**
   * One table, with everything known about it.
   *
   * @throws AdminException {@code USAGE} if there is none, with the one that was probably meant
   */
  private Rows table(String name) throws SQLException {
    try (Connection connection = database.connectReadOnly()) {
      TableFacts facts = new TableFacts(connection);
      if (facts.table(name).isEmpty()) {
        throw AdminException.usage(
            "There is no table '"
                + name
                + "'."
                + Suggestion.of(name, schema.tables())
                    .map(near -> " Did you mean " + near + "?")
                    .orElse(" \\dt lists those there are."));
      }
      List<List<@Nullable Object>> values = new ArrayList<>();
      for (Map.Entry<String, TableFacts.Column> column : facts.columns(name).entrySet()) {
        values.add(
            List.of("column", column.getKey(), column.getValue().type(), words(name, column)));
      }
      facts.constraints(name).forEach(rule -> values.add(row("constraint", rule)));
      facts.indexes(name).forEach(rule -> values.add(row("index", rule)));
      return new Rows(List.of("part", "name", "type", "says"), values);
    }
  }

  private static List<@Nullable Object> row(String part, TableFacts.Rule rule) {
    return List.of(part, rule.name(), rule.kind(), rule.definition());
  }

  private String words(String table, Map.Entry<String, TableFacts.Column> column) {
    List<String> words = new ArrayList<>();
    if (!column.getValue().nullable()) {
      words.add("not null");
    }
    column.getValue().otherwise().ifPresent(value -> words.add("default " + value));
    if (sensitive.test(table, column.getKey())) {
      words.add("sensitive");
    }
    return String.join(", ", words);
  }
}
