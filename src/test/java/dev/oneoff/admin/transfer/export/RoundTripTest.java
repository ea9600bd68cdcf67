package dev.oneoff.admin.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.cli.output.ProgressDisplay;
import dev.oneoff.admin.database.DatabaseFailure;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SessionLimits;
import dev.oneoff.admin.database.session.SqlFailure;
import dev.oneoff.admin.transfer.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.postgresql.PGConnection;

/**
 * Rows of every type that Hibernate maps on PostgreSQL go out and in again, and PostgreSQL itself
 * compares them with what they were.
 */
class RoundTripTest {

  private static final TestDatabase DATABASE = new TestDatabase();

  /** A column's type, and values of it as PostgreSQL reads them. */
  private record Kind(String type, Arbitrary<String> values) {}

  private static final Arbitrary<String> TEXT =
      Arbitraries.oneOf(
          Arbitraries.of(
              "",
              " ",
              "\\.",
              "\\N",
              "null",
              "NULL",
              ",",
              "\"",
              "\"\"",
              "'",
              "\\",
              "\r\n",
              "\n",
              "\t",
              "a,\"b\"\nc",
              "\u0001\u0002",
              "\uFEFFx",
              "\u2028",
              "😀",
              "***",
              "{}"),
          Arbitraries.strings()
              .all()
              .excludeChars('\0')
              .ofMaxLength(20)
              .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c))),
          Arbitraries.integers()
              .between(1, Character.MAX_CODE_POINT)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .map(Character::toString));

  private static final List<Kind> KINDS =
      List.of(
          new Kind("smallint", Arbitraries.shorts().map(String::valueOf)),
          new Kind("integer", Arbitraries.integers().map(String::valueOf)),
          new Kind("bigint", Arbitraries.longs().map(String::valueOf)),
          new Kind("real", Arbitraries.floats().map(String::valueOf)),
          new Kind(
              "double precision",
              Arbitraries.oneOf(
                  Arbitraries.doubles().map(String::valueOf),
                  Arbitraries.of("NaN", "Infinity", "-Infinity", "-0", "1e-300", "0.1"))),
          new Kind(
              "numeric",
              Arbitraries.oneOf(
                  Arbitraries.bigDecimals().ofScale(20).map(n -> n.toPlainString()),
                  Arbitraries.of(
                      "NaN",
                      "Infinity",
                      "-Infinity",
                      "1.10",
                      "1.100",
                      "0.000",
                      "1e-100",
                      "123456789012345678901234567890.0987654321"))),
          new Kind(
              "numeric(12,2)", Arbitraries.integers().map(n -> n / 100 + "." + Math.abs(n % 100))),
          new Kind("boolean", Arbitraries.of("true", "false")),
          new Kind("text", TEXT),
          new Kind("varchar(300)", TEXT),
          new Kind("char(5)", Arbitraries.of("a", "", "ab c", "äöü")),
          new Kind("uuid", Arbitraries.create(() -> java.util.UUID.randomUUID().toString())),
          new Kind(
              "bytea",
              Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(RoundTripTest::hex)),
          new Kind(
              "date",
              Arbitraries.of(
                  "2024-02-29",
                  "0001-01-01",
                  "5000-12-31",
                  "infinity",
                  "-infinity",
                  "0044-03-15 BC")),
          new Kind("time", Arbitraries.of("00:00:00", "23:59:59.999999", "24:00:00")),
          new Kind("time with time zone", Arbitraries.of("12:00:00.000001+05:30", "12:00:00-12")),
          new Kind(
              "timestamp",
              Arbitraries.of(
                  "2024-03-31 02:30:00.123456",
                  "infinity",
                  "-infinity",
                  "1900-01-01 00:00:00",
                  "4713-01-01 00:00:00 BC")),
          new Kind(
              "timestamp with time zone",
              Arbitraries.of(
                  "2024-03-31 02:30:00.000001+02",
                  "infinity",
                  "-infinity",
                  "1890-01-01 12:00:00+00:53:28")),
          new Kind(
              "interval",
              Arbitraries.of(
                  "1 year -2 months 3 days 04:05:06.789012", "-1 day 00:00:00.000001", "00:00:00")),
          new Kind(
              "json",
              Arbitraries.of(
                  "{\"a\":  1,\n \"a\": \"\\u00e4\"}", "[1.0, 1.00, null]", "\"\"", "null")),
          new Kind(
              "jsonb",
              Arbitraries.of(
                  "{\"a\": 1.10, \"b\": [null, true]}",
                  "\"\\n\\t\\\"\"",
                  "null",
                  "12345678901234567890.123")),
          new Kind("integer[]", Arbitraries.of("{}", "{1,NULL,-3}", "{{1,2},{3,4}}")),
          new Kind("text[]", TEXT.list().ofMaxSize(3).map(RoundTripTest::array)),
          new Kind("mood", Arbitraries.of("so so", "sad, \"very\"", "ok")),
          new Kind("inet", Arbitraries.of("192.168.0.1/24", "::1")),
          new Kind("bit varying(20)", Arbitraries.of("", "10110")),
          new Kind("int4range", Arbitraries.of("empty", "[1,5)", "(,)")),
          new Kind("xml", Arbitraries.of("<a b=\"c\">d</a>")),
          new Kind("point", Arbitraries.of("(0.1,-2)")),
          new Kind("amount", Arbitraries.of("1.50", "0.01")));

  @BeforeContainer
  static void tables() throws Exception {
    DATABASE.create();
    String columns =
        IntStream.range(0, KINDS.size())
            .mapToObj(i -> "c" + i + " " + KINDS.get(i).type())
            .collect(Collectors.joining(", "));
    DATABASE.execute(
        "create type mood as enum ('so so', 'sad, \"very\"', 'ok');"
            + " create domain amount as numeric check (value > 0);"
            + " create table original (n serial primary key, "
            + columns
            + "); create table twin (like original)");
  }

  @AfterContainer
  static void drop() {
    DATABASE.drop();
  }

  @Provide
  Arbitrary<List<List<Optional<String>>>> rows() {
    List<Arbitrary<Optional<String>>> cells =
        KINDS.stream().map(kind -> kind.values().optional(0.9)).toList();
    return Combinators.combine(cells).as(row -> row).list().ofMinSize(1).ofMaxSize(20);
  }

  @Property(tries = 25)
  void csvComesBackByCopy(@ForAll("rows") List<List<Optional<String>>> rows) throws Exception {
    try (Connection connection = DATABASE.connect()) {
      fill(connection, rows);
      byte[] csv = exported(RowFormat.CSV);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy twin from stdin with (format csv, header match)",
              new ByteArrayInputStream(csv));
      assertThat(differences(connection)).isZero();
      assertThat(count(connection)).isEqualTo(rows.size());
    }
  }

  @Property(tries = 25)
  void jsonLinesComeBackButForJsonsOwnNullAndLineEnds(
      @ForAll("rows") List<List<Optional<String>>> rows) throws Exception {
    try (Connection connection = DATABASE.connect()) {
      fill(connection, rows);
      withoutNullsAndLineEndsInJson(connection);
      String[] lines = new String(exported(RowFormat.JSONL), StandardCharsets.UTF_8).split("\n");
      assertThat(lines).hasSize(rows.size());
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into twin select * from json_populate_record(null::twin, ?::json)")) {
        for (String line : lines) {
          insert.setString(1, line);
          insert.execute();
        }
      }
      assertThat(differences(connection)).isZero();
      assertThat(count(connection)).isEqualTo(rows.size());
    }
  }

  // In a line of JSON a null is a null, and json's line ends would be the line's.
  private static void withoutNullsAndLineEndsInJson(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < KINDS.size(); i++) {
        String type = KINDS.get(i).type();
        if (type.startsWith("json")) {
          statement.execute(
              "update original set c%1$d = nullif(replace(c%1$d::text, e'\\n', ' '), 'null')::%2$s"
                  .formatted(i, type));
        }
      }
    }
  }

  private static void fill(Connection connection, List<List<Optional<String>>> rows)
      throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate original, twin");
    }
    String columns =
        IntStream.range(0, KINDS.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String values =
        KINDS.stream().map(kind -> "?::text::" + kind.type()).collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into original (" + columns + ") values (" + values + ")")) {
      for (List<Optional<String>> row : rows) {
        for (int i = 0; i < row.size(); i++) {
          insert.setString(i + 1, row.get(i).orElse(null));
        }
        insert.execute();
      }
    }
  }

  private static byte[] exported(RowFormat format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ExportSession session = ExportSession.begin(DATABASE.database(), Optional.empty())) {
      ExportSelect selected =
          SqlSource.of(
              "table original",
              Map.of(),
              Masking.NONE,
              statement ->
                  new SqlFailure(
                      statement,
                      SessionLimits.of(DATABASE.settings()),
                      DatabaseFailure.anywhere(),
                      true),
              session.connection());
      CountedCopy.run(selected, format, false, session.connection(), out, new Unwatched());
    }
    return out.toByteArray();
  }

  // As text, for what has no equality, or one that takes 1.0 for 1.00.
  private static long differences(Connection connection) throws Exception {
    String original = "select original::text from original";
    String twin = "select twin::text from twin";
    return number(
        connection,
        "select count(*) from (("
            + original
            + " except all "
            + twin
            + ") union all ("
            + twin
            + " except all "
            + original
            + ")) as different");
  }

  private static long count(Connection connection) throws Exception {
    return number(connection, "select count(*) from twin");
  }

  private static long number(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String hex(byte[] bytes) {
    return "\\x" + java.util.HexFormat.of().formatHex(bytes);
  }

  private static String array(List<String> texts) {
    List<String> quoted = new ArrayList<>();
    texts.forEach(text -> quoted.add('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
    return "{" + String.join(",", quoted) + "}";
  }

  private static final class Unwatched implements ProgressDisplay {
    @Override
    public void advance(long items) {}

    @Override
    public void close() {}
  }
}
