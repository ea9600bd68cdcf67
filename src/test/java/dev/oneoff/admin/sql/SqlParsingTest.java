package dev.oneoff.admin.sql;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlParsingTest {

  @Test
  void withoutOptionsItReadsStandardInputAndOnlyReads() {
    SqlCommand sql = Parsed.command(SqlCommand.class, "sql");

    assertThat(sql.script.given()).isFalse();
    assertThat(sql.psql).isFalse();
    assertThat(sql.write.write()).isFalse();
    assertThat(sql.parameters.values()).isEmpty();
    assertThat(sql.rowsAtMost.given()).isFalse();
    assertThat(sql.format.format()).isEqualTo(Format.TABLE);
  }

  @Test
  void statementsParametersAndFormatAreOptions() {
    SqlCommand sql =
        Parsed.command(
            SqlCommand.class,
            "sql",
            "-c",
            "select :a",
            "--param",
            "a=b=c",
            "--format=jsonl",
            "--rows-at-most=7");

    assertThat(sql.script.read(TestConsole.unattended().console())).isEqualTo("select :a");
    assertThat(sql.parameters.values()).isEqualTo(Map.of("a", "b=c"));
    assertThat(sql.format.format()).isEqualTo(Format.JSONL);
    assertThat(sql.rowsAtMost.budget(TestDatabase.settingsOf(Map.of())).given()).hasValue(7);
  }

  @Test
  void oneSourceOfStatementsIsEnough() {
    SqlCommand sql = Parsed.command(SqlCommand.class, "sql", "-c", "select 1", "file.sql");

    assertThatThrownBy(sql.script::check).is(because(Cause.USAGE));
  }
}
