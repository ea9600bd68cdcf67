package dev.oneoff.admin.migrate.plan;

import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.format.RowPrinter;
import java.util.Arrays;
import java.util.List;

/** A plan as rows: in full for programs, abridged for people. */
public final class PlanTable {

  private static final int WIDTH = 60;

  private PlanTable() {}

  public static void print(Console console, Format format, List<PlannedStatement> plan) {
    boolean people = format == Format.TABLE || format == Format.MARKDOWN;
    RowPrinter rows =
        console.rows(
            format,
            List.of(
                "changelog",
                "id",
                "file",
                "statement",
                "sql",
                "table",
                "rows",
                people ? "size" : "bytes",
                "lock",
                "meaning"));
    for (PlannedStatement planned : plan) {
      rows.row(
          Arrays.asList(
              planned.changeset().changelog(),
              planned.changeset().id(),
              planned.changeset().file(),
              planned.number(),
              format == Format.TABLE ? shortened(planned.sql()) : planned.sql(),
              planned.lock().table(),
              planned.size().rows(),
              people ? planned.size().pretty() : planned.size().bytes(),
              planned.lock().level(),
              planned.meaning()));
    }
    rows.end();
  }

  private static String shortened(String sql) {
    return sql.codePointCount(0, sql.length()) <= WIDTH
        ? sql
        : sql.substring(0, sql.offsetByCodePoints(0, WIDTH - 1)) + "…";
  }
}
