package dev.oneoff.admin.transfer.export;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.database.Identifier;
import dev.oneoff.admin.transfer.RowFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A select whose rows are exported.
 *
 * @param sql without parameters
 * @param columns in its order
 */
record ExportSelect(String sql, List<OutColumn> columns) {

  // Characters that appear in JSON only as escapes, so nothing is quoted and nothing doubled.
  private static final String JSON_LINES = " with (format csv, quote e'\\x01', delimiter e'\\x02')";

  /** PostgreSQL truncates a longer name. */
  private static final int NAME_BYTES = 63;

  // Types whose JSON contains no line breaks of its own.
  private static final Set<String> ONE_LINE =
      Set.of(
          "int2",
          "int4",
          "int8",
          "serial",
          "bigserial",
          "text",
          "varchar",
          "bpchar",
          "numeric",
          "bool",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "uuid",
          "bytea",
          "jsonb",
          "float4",
          "float8",
          "interval");

  /** The statement that returns the rows, without a header. */
  String copy(RowFormat format) {
    return format == RowFormat.CSV
        ? "copy (" + rows() + ") to stdout with (format csv)"
        : "copy (" + jsonLines() + ") to stdout" + JSON_LINES;
  }

  /** A select of the exported values, for looking at its plan. */
  String rows() {
    return "select "
        + IntStream.range(0, columns.size())
            .mapToObj(i -> value(i) + " as " + Identifier.quoted(columns.get(i).title()))
            .collect(Collectors.joining(", "))
        // The line break ends a comment at the end of the select.
        + " from (\n"
        + sql
        + "\n) as q ("
        + IntStream.range(0, columns.size())
            .mapToObj(i -> "c" + i)
            .collect(Collectors.joining(", "))
        + ")";
  }

  private String value(int i) {
    return columns.get(i).masked()
        ? "case when q.c" + i + " is not null then '" + Sensitive.MASK + "' end"
        : "q.c" + i;
  }

  private String jsonLines() {
    for (OutColumn column : columns) {
      if (column.title().getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
        throw AdminException.usage(
            "The column '"
                + column.title()
                + "' has a longer name than PostgreSQL allows. Give it another with 'as'.");
      }
    }
    String line = "row_to_json(r)";
    if (columns.stream().anyMatch(column -> !ONE_LINE.contains(column.type()))) {
      // json is stored as it was written, possibly on several lines; no string in it contains a
      // line break.
      line = "translate(" + line + "::text, e'\\n\\r', '  ')";
    }
    return "select " + line + " from (" + rows() + ") as r";
  }

  /** The header line; empty in JSON. */
  String header(RowFormat format) {
    return format == RowFormat.CSV
        ? columns.stream().map(column -> cell(column.title())).collect(Collectors.joining(","))
            + "\n"
        : "";
  }

  private static String cell(String title) {
    return title.isEmpty() || title.matches("(?s).*[\",\\r\\n].*") || title.equals("\\.")
        ? '"' + title.replace("\"", "\"\"") + '"'
        : title;
  }

  /** The names of the masked columns. */
  List<String> masked() {
    return columns.stream().filter(OutColumn::masked).map(OutColumn::name).toList();
  }
}
