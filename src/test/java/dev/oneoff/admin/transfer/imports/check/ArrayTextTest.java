package dev.oneoff.admin.transfer.imports.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayTextTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text[]    | []                     | {}",
        "text[]    | [\"a\",null,\"null\"]   | {\"a\",NULL,\"null\"}",
        "text[]    | [\"a\\\"b\\\\,{}\"]     | {\"a\\\"b\\\\,{}\"}",
        "integer[] | [[1,2],[3,null]]       | {{\"1\",\"2\"},{\"3\",NULL}}",
        "numeric[] | [1.10,1e400]           | {\"1.10\",\"1e400\"}",
        "boolean[] | [true]                 | {\"true\"}",
        "jsonb[]   | [[1],{\"a\":\"b\"},\"c\"] | {\"[1]\",\"{\\\"a\\\":\\\"b\\\"}\",\"\\\"c\\\"\"}",
        // PostgreSQL reads these itself, or says why not.
        "text[]    | {a,b}                  | {a,b}",
        "text[]    | [0:1]={a,b}            | [0:1]={a,b}",
        "text[]    | [a]                    | [a]",
        "text[]    | [1],[2]                | [1],[2]",
      })
  void isWrittenAsPostgresReadsIt(String type, String json, String text) {
    assertThat(Objects.requireNonNull(ArrayText.of(type)).converted(json)).isEqualTo(text);
  }

  @Test
  void onlyArrayColumnsAcceptArrays() {
    assertThat(ArrayText.of("jsonb")).isNull();
    assertThat(ArrayText.of("character varying(20)[]")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text[]                     | array['', 'NULL', null, 'a\"b', 'c\\d', E'e\\n"
            + "\\t', ' f ', '{}', '[1]', '😀']",
        "text[]                     | array[['a','b'],['c',null]]",
        "character varying(3)[]     | array['abc']",
        "bigint[]                   | array[[[1,2],[3,4]],[[-5,6],[7,9223372036854775807]]]",
        "numeric(20,5)[]            | array[0.10000, 123456789012345.12345]",
        "double precision[]         | array['NaN', 'Infinity', 1e-300]",
        "boolean[]                  | array[true, false, null]",
        "bytea[]                    | array['\\x00ff'::bytea]",
        "uuid[]                     | array[gen_random_uuid()]",
        "date[]                     | array['2024-02-29', 'infinity']",
        "timestamp with time zone[] | array['2024-02-29 12:00+02']",
        "jsonb[]                    | array['[1, [2]]', '{\"a\": [\"b\\\"\"]}', '\"c\"', '1']",
        "int4range[]                | array['[1,5)', 'empty']",
        "integer[]                  | array[]",
      })
  void whatAnExportWritesIsTheSameArray(String type, String array) throws SQLException {
    String value = "(" + array + "::" + type + ")";
    String json = one("select to_json(" + value + ")::text");
    String text = Objects.requireNonNull(ArrayText.of(type)).converted(json);
    assertThat(one("select array_dims('" + text.replace("'", "''") + "'::" + type + ")"))
        .isEqualTo(one("select array_dims(" + value + ")"));
    if (!array.contains("gen_random")) {
      assertThat(one("select '" + text.replace("'", "''") + "'::" + type + " = " + value))
          .isEqualTo("t");
    }
  }

  private static String one(String sql) throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
