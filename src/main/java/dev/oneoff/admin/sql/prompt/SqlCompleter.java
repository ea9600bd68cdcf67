package dev.oneoff.admin.sql.prompt;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes tables, columns and keywords, by where in the statement the word stands. */
final class SqlCompleter implements Completer {

  private static final Pattern BEFORE_TABLE =
      Pattern.compile("(?is)(.*\\b(from|join|into|update|table|only|truncate)|\\s*\\\\d)\\s+$");
  // With its schema or without, and in quotes whatever is in it.
  private static final String NAME =
      "(?:\"(?:[^\"]|\"\")+\"|\\w+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|\\w+))*";
  // A list of tables goes on: from a, b.
  private static final Pattern IN_TABLES =
      Pattern.compile("(?is).*\\bfrom\\s+" + NAME + "(\\s+(as\\s+)?\\w+)?\\s*,\\s*$");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?i)\\b(?:from|join|into|update|,)\\s+(" + NAME + ")(?:\\s+(?:as\\s+)?(\\w+))?");

  private final Schema schema;

  SqlCompleter(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word();
    String before = line.line().substring(0, line.cursor() - word.length());
    proposals(word, before, line.line())
        .distinct()
        .forEach(text -> candidates.add(new Candidate(text)));
  }

  Stream<String> proposals(String word, String before, String statement) {
    if (before.isBlank() && (word.startsWith("\\") || word.startsWith(":"))) {
      return Words.OWN.stream().map(own -> own.get(0).replaceFirst(" .*", ""));
    }
    int dot = word.lastIndexOf('.');
    if (dot > 0) {
      String qualifier = word.substring(0, dot);
      return columns(qualifier, statement).stream().map(column -> qualifier + "." + column);
    }
    if (BEFORE_TABLE.matcher(before).matches() || IN_TABLES.matcher(before).matches()) {
      return schema.tables().stream();
    }
    if (before.strip().startsWith("\\")) {
      return before.strip().equals("\\x") ? Stream.of("on", "off", "auto") : Stream.of();
    }
    boolean capitals = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    return Stream.of(
            tablesOf(statement).flatMap(table -> schema.columns(table.name()).stream()),
            Words.KEYWORDS.stream()
                .map(keyword -> capitals ? keyword.toUpperCase(Locale.ROOT) : keyword),
            schema.tables().stream())
        .flatMap(each -> each);
  }

  // By the table's own name, or by the one that it has in this statement.
  private List<String> columns(String qualifier, String statement) {
    return tablesOf(statement)
        .filter(table -> qualifier.equalsIgnoreCase(table.alias()))
        .findFirst()
        .map(table -> schema.columns(table.name()))
        .orElseGet(() -> schema.columns(qualifier));
  }

  private record Mentioned(String name, String alias) {}

  private static Stream<Mentioned> tablesOf(String statement) {
    return TABLE
        .matcher(statement)
        .results()
        .map(
            match ->
                new Mentioned(
                    match.group(1), match.group(2) == null ? match.group(1) : match.group(2)));
  }
}
