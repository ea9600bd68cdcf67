package dev.oneoff.admin.model.query;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a query is executed.
 *
 * @param sql what Hibernate makes of it; several statements if its entities are not in a single
 *     table
 * @param lines PostgreSQL's plan for them
 */
public record QueryPlan(List<String> sql, List<String> lines) {

  public QueryPlan {
    sql = List.copyOf(sql);
    lines = List.copyOf(lines);
  }

  public void print(Format format, Console console) {
    if (format == Format.JSON || format == Format.JSONL) {
      Map<String, Object> properties = new LinkedHashMap<>();
      properties.put("sql", String.join(";\n", sql));
      properties.put("plan", lines);
      console.properties(format, properties);
      return;
    }
    RowPrinter rows = console.rows(format, List.of("part", "text"));
    sql.forEach(statement -> rows.row(List.of("sql", statement)));
    lines.forEach(line -> rows.row(List.of("plan", line)));
    rows.end();
  }
}
