package dev.oneoff.admin.model;

import dev.oneoff.admin.Datasource;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Escapes;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import dev.oneoff.admin.database.catalogue.Bytes;
import dev.oneoff.admin.database.catalogue.TableFacts.Rule;
import dev.oneoff.admin.model.Model.Attribute;
import dev.oneoff.admin.model.Model.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints descriptions of entities: as rows, and in JSON as an object with its parts in lists. */
final class ModelPrinter {

  private ModelPrinter() {}

  /**
   * Entities by their datasources.
   *
   * @param several whether each row says which
   */
  static void list(
      Format format, Map<Datasource, List<Model>> models, boolean several, Console console) {
    List<String> columns = List.of("entity", "table", "rows", "size", "datasource");
    RowPrinter rows = console.rows(format, several ? columns : columns.subList(0, 4));
    models.forEach(
        (datasource, its) ->
            its.forEach(
                model -> {
                  List<@Nullable Object> row =
                      Arrays.asList(
                          model.entity(),
                          model.table(),
                          rows(model),
                          size(model, format),
                          datasource.toString());
                  rows.row(several ? row : row.subList(0, 4));
                }));
    rows.end();
  }

  static void whole(Format format, Model model, Console console) {
    if (format == Format.JSON || format == Format.JSONL) {
      console.properties(format, properties(model));
      return;
    }
    // Wide or not, it is read by column.
    RowPrinter rows =
        format.printer(console.data(), List.of("part", "name", "column", "type", "says"));
    rows.row(List.of("entity", model.entity(), "", model.type(), ""));
    rows.row(List.of("table", model.table(), "", "", tableWords(model, format)));
    model
        .attributes()
        .forEach(
            attribute ->
                rows.row(
                    List.of(
                        "attribute",
                        attribute.name(),
                        orEmpty(attribute.column()),
                        types(attribute),
                        words(attribute))));
    model
        .relations()
        .forEach(
            relation ->
                rows.row(
                    List.of(
                        "relation",
                        relation.name(),
                        String.join(", ", relation.columns()),
                        relation.target(),
                        words(relation))));
    if (format == Format.TABLE) {
      rows.end();
      lines("constraints", model.constraints(), console);
      lines("indexes", model.indexes(), console);
      return;
    }
    rules("constraint", model.constraints(), rows);
    rules("index", model.indexes(), rows);
    rows.end();
  }

  private static void rules(String part, List<Rule> rules, RowPrinter rows) {
    rules.forEach(rule -> rows.row(List.of(part, rule.name(), "", rule.kind(), rule.definition())));
  }

  // A check constraint can be arbitrarily long; in the table it would turn each row into a block of
  // lines.
  private static void lines(String part, List<Rule> rules, Console console) {
    if (rules.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of("", part + ":"));
    rules.forEach(
        rule -> lines.add("  " + rule.name() + ", " + rule.kind() + ": " + rule.definition()));
    try {
      for (String line : lines) {
        console.data().append(Escapes.visible(line)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> properties(Model model) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("entity", model.entity());
    properties.put("class", model.type());
    properties.put("table", model.table());
    properties.put("rows", rows(model));
    properties.put("size", model.present() ? model.bytes() : null);
    properties.put(
        "attributes", model.attributes().stream().map(ModelPrinter::properties).toList());
    properties.put("relations", model.relations().stream().map(ModelPrinter::properties).toList());
    properties.put(
        "constraints", model.constraints().stream().map(ModelPrinter::properties).toList());
    properties.put("indexes", model.indexes().stream().map(ModelPrinter::properties).toList());
    return properties;
  }

  private static Map<String, @Nullable Object> properties(Attribute attribute) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("name", attribute.name());
    properties.put("column", attribute.column());
    properties.put("type", attribute.type());
    properties.put("databaseType", attribute.databaseType().orElse(null));
    properties.put("key", attribute.key());
    properties.put("nullable", attribute.nullable());
    properties.put("sensitive", attribute.sensitive());
    return properties;
  }

  private static Map<String, @Nullable Object> properties(Relation relation) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("name", relation.name());
    properties.put("kind", relation.kind().words());
    properties.put("target", relation.target());
    properties.put("columns", relation.columns());
    properties.put("owned", relation.owned());
    properties.put("nullable", relation.nullable());
    return properties;
  }

  private static Map<String, @Nullable Object> properties(Rule rule) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put("name", rule.name());
    properties.put("kind", rule.kind());
    properties.put("definition", rule.definition());
    return properties;
  }

  private static @Nullable Long rows(Model model) {
    return model.rows().isPresent() ? model.rows().getAsLong() : null;
  }

  // Programs want bytes.
  private static @Nullable Object size(Model model, Format format) {
    if (!model.present()) {
      return null;
    }
    return format == Format.TABLE || format == Format.MARKDOWN
        ? Bytes.words(model.bytes())
        : (Object) model.bytes();
  }

  private static String tableWords(Model model, Format format) {
    if (!model.present()) {
      return "is not there";
    }
    String rows =
        model.rows().isPresent()
            ? "about " + String.format(Locale.ROOT, "%,d", model.rows().getAsLong()) + " rows"
            : "rows unknown, not analysed";
    return rows + ", " + (format == Format.CSV ? model.bytes() + " B" : Bytes.words(model.bytes()));
  }

  private static String types(Attribute attribute) {
    return attribute
        .databaseType()
        .map(type -> attribute.type() + ", " + type)
        .orElse(attribute.type());
  }

  private static String words(Attribute attribute) {
    List<String> words = new ArrayList<>();
    if (attribute.key()) {
      words.add("key");
    }
    if (attribute.column() == null) {
      words.add("computed");
    } else if (attribute.databaseType().isEmpty()) {
      words.add("the table has no such column");
    }
    if (!attribute.nullable() && !attribute.key()) {
      words.add("not null");
    }
    if (attribute.sensitive()) {
      words.add("sensitive");
    }
    return String.join(", ", words);
  }

  private static String words(Relation relation) {
    return relation.kind().words() + (relation.nullable() || !relation.owned() ? "" : ", not null");
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
