package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.database.catalogue.Schema;
import dev.oneoff.admin.database.catalogue.SchemaNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Proposes names, conditions, values and keywords of SQL, depending on where in the statement the
 * word is.
 */
public final class SqlProposals {

  private static final Pattern BEFORE_TABLE =
      Pattern.compile("(?is).*\\b(from|join|into|update|table|only|truncate)\\s+$");
  // With or without its schema, and in quotes whatever it contains.
  private static final String NAME =
      "(?:\"(?:[^\"]|\"\")+\"|\\w+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|\\w+))*";
  // A list of tables continues: from a, b.
  private static final Pattern IN_TABLES =
      Pattern.compile("(?is).*\\bfrom\\s+" + NAME + "(\\s+(as\\s+)?\\w+)?\\s*,\\s*$");
  private static final Pattern IN_INSERT =
      Pattern.compile("(?is).*\\binsert\\s+into\\s+(" + NAME + ")\\s*\\(([^()]*)$");
  private static final Pattern BEFORE_CONDITION = Pattern.compile("(?is).*\\bon\\s+$");
  private static final Pattern BEFORE_VALUE =
      Pattern.compile("(?is).*?(" + NAME + ")\\s*(?:=|<>|!=|\\bin\\s*\\((?:[^()]*,)?)\\s*('?)$");
  // What follows a table that has no alias.
  private static final String NO_NAMES =
      "(?:on|where|set|using|join|natural|left|right|inner|cross|full|from|order|group|having|limit"
          + "|union|values|select|returning|for)\\b";

  private final Schema schema;

  public SqlProposals(Schema schema) {
    this.schema = schema;
  }

  /**
   * What could take the place of a word.
   *
   * @param before what precedes it
   */
  public Stream<String> of(String word, String before, String statement) {
    Mentioned mentioned = Mentioned.in(statement);
    Stream<String> special = special(before, mentioned);
    int dot = word.lastIndexOf('.');
    if (dot > 0) {
      String qualifier = word.substring(0, dot);
      return Stream.concat(special, qualified(qualifier, mentioned));
    }
    if (BEFORE_TABLE.matcher(before).matches() || IN_TABLES.matcher(before).matches()) {
      return tables();
    }
    List<String> sure = special.toList();
    return sure.isEmpty() ? anything(word, mentioned) : sure.stream();
  }

  /** Tables, and schemas that contain some. */
  public Stream<String> tables() {
    return Stream.concat(
        schema.tables().stream(), schema.schemas().stream().map(name -> name + "."));
  }

  private Stream<String> anything(String word, Mentioned mentioned) {
    boolean capitals = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    return Stream.of(
            mentioned.tables().flatMap(table -> schema.columns(table.name()).stream()),
            SqlKeywords.ALL.stream()
                .map(keyword -> capitals ? keyword.toUpperCase(Locale.ROOT) : keyword),
            schema.tables().stream(),
            // There are hundreds.
            word.length() < 2
                ? Stream.<String>of()
                : schema.functions().stream().map(name -> name + "("))
        .flatMap(each -> each);
  }

  // What is unambiguous at this place.
  private Stream<String> special(String before, Mentioned mentioned) {
    Matcher insert = IN_INSERT.matcher(before);
    if (insert.matches()) {
      List<String> there = Stream.of(insert.group(2).split(",", -1)).map(String::strip).toList();
      return schema.columns(insert.group(1)).stream().filter(column -> !there.contains(column));
    }
    if (BEFORE_CONDITION.matcher(before).matches()) {
      return conditions(Mentioned.in(before));
    }
    Matcher value = BEFORE_VALUE.matcher(before);
    if (value.matches()) {
      int quote = value.group(2).length();
      return values(value.group(1), mentioned).map(text -> text.substring(quote));
    }
    return Stream.of();
  }

  // By each key between the table joined last and those before it.
  private Stream<String> conditions(Mentioned mentioned) {
    List<Mentioned.Table> tables = mentioned.tables().toList();
    if (tables.size() < 2) {
      return Stream.of();
    }
    Mentioned.Table joined = tables.get(tables.size() - 1);
    return tables.subList(0, tables.size() - 1).stream()
        .flatMap(
            other ->
                schema.keys(joined.name()).stream()
                    .flatMap(key -> Stream.concat(of(key, joined, other), of(key, other, joined))));
  }

  private static Stream<String> of(SchemaNames.Key key, Mentioned.Table from, Mentioned.Table to) {
    if (!Schema.same(key.table(), from.name()) || !Schema.same(key.target(), to.name())) {
      return Stream.of();
    }
    return Stream.of(
        IntStream.range(0, key.columns().size())
            .mapToObj(
                i ->
                    from.alias()
                        + "."
                        + key.columns().get(i)
                        + " = "
                        + to.alias()
                        + "."
                        + key.targets().get(i))
            .collect(Collectors.joining(" and ")));
  }

  private Stream<String> values(String column, Mentioned mentioned) {
    int dot = column.lastIndexOf('.');
    String name = column.substring(dot + 1);
    return dot < 0
        ? mentioned.tables().flatMap(table -> schema.values(table.name(), name).stream())
        : schema.values(mentioned.table(column.substring(0, dot)), name).stream();
  }

  // By the table's own name, or its alias in this statement; or it is a schema's.
  private Stream<String> qualified(String qualifier, Mentioned mentioned) {
    return Stream.concat(
        schema.columns(mentioned.table(qualifier)).stream().map(column -> qualifier + "." + column),
        schema.tables().stream().filter(table -> table.startsWith(qualifier + ".")));
  }

  /** The tables that a statement names, in order. */
  private record Mentioned(List<Table> all) {

    record Table(String name, String alias) {}

    private static final Pattern TABLE =
        Pattern.compile(
            "(?i)\\b(?:from|join|into|update|,)\\s+("
                + NAME
                + ")(?:\\s+(?:as\\s+)?(?!"
                + NO_NAMES
                + ")(\\w+))?");

    static Mentioned in(String statement) {
      return new Mentioned(
          TABLE
              .matcher(statement)
              .results()
              .map(match -> new Table(match.group(1), alias(match)))
              .toList());
    }

    private static String alias(MatchResult match) {
      return match.group(2) == null ? match.group(1) : match.group(2);
    }

    Stream<Table> tables() {
      return all.stream();
    }

    String table(String qualifier) {
      Optional<Table> named =
          all.stream().filter(table -> qualifier.equalsIgnoreCase(table.alias())).findFirst();
      return named.map(Table::name).orElse(qualifier);
    }
  }
}
