package dev.oneoff.admin.sql;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sql} does not take, and why. */
class SqlCommandTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final TestConsole console = TestConsole.unattended();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sql,-c,;                  | USAGE   | There is no statement",
        "sql,-c,\\timing            | USAGE   | Without a prompt only \\d and \\dt work, one per script.",
        "sql,-c,select 1,--unmask  | USAGE   | --unmask needs --reason",
        "sql,-c,select 1,--write   | USAGE   | --write needs --reason",
        "sql,none.sql              | USAGE   | none.sql cannot be read",
        "sql,--psql                | REFUSED | psql cannot be kept from writing",
      })
  void isRefusedAndPrintsNothing(String words, Cause cause, String sentence) {
    SqlCommand sql = Parsed.command(SqlCommand.class, words.split(","));

    assertThatThrownBy(() -> sql.run(console.invocation(), database.database()))
        .is(because(cause))
        .hasMessageContaining(sentence);
    assertThat(console.data()).isEmpty();
  }
}
