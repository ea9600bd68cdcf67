package dev.oneoff.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wrong command line gets, and what help does; none of it needs the service. */
class UsageTest {

  private final TestConsole console = TestConsole.unattended();

  @ParameterizedTest
  @CsvSource({
    "migrat, migrate",
    "helth, health",
    "migrate statsu, migrate status",
    "migrate --paln, --plan",
    "migrate --chek, --check",
    "about --fromat json, --format",
    "about --formt=json, --format",
    "--versoin, --version",
    "help migrat, migrate",
    "help migrate statsu, migrate status",
    "fix backfil-slugs, fix backfill-slugs",
    "fix backfill-slugs --sicne=2024-01-01, --since",
    "fix backfill-slugs --dyr-run, --dry-run",
  })
  void aMisspeltWordIsAnsweredWithTheRightOne(String line, String suggestion) {
    assertThat(run(line)).isEqualTo(ExitCode.USAGE);
    assertThat(console.talk()).startsWith("error: ").contains("Did you mean '" + suggestion + "'?");
    assertThat(console.data()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sql -f seed.sql | Name the file without an option.",
        "sql --file=seed.sql | Name the file without an option.",
        "sql -Uoneoff | DATABASE_URL names the database and the user.",
        "sql --command select | Did you mean '-c'?",
        "shell --sandbox | It is read-only unless --write is given.",
        "shell -e 1+1 | Did you mean '-c'?",
        "query Order --output top.csv | It prints to stdout; redirect it with > FILE.",
        "query Order --limit 5 | Did you mean '--size'?",
        "runs list --json | Did you mean '--format json'?",
        "export Order -o a.csv | Did you mean '--output'?",
        "migrate --pretend | Did you mean '--plan'?",
        "local reset --yes | Did you mean '--confirm'?",
        "migrate --traceback | Did you mean '--verbose'?",
      })
  void anOptionOfAnotherToolGetsTheEquivalent(String line, String hint) {
    assertThat(run(line)).isEqualTo(ExitCode.USAGE);
    assertThat(console.talk()).startsWith("error: Unknown option: '-").contains("\n" + hint + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "nonsense | There is no command 'app nonsense'.",
        "fix nothing | There is no command 'app fix nothing'.",
        "migrate extra more | There is no command 'app migrate extra'.",
        "fix backfill-slugs extra | 'app fix backfill-slugs' does not expect 'extra'.",
      })
  void anUnknownWordIsNamed(String line, String sentence) {
    assertThat(run(line)).isEqualTo(ExitCode.USAGE);
    assertThat(console.talk()).startsWith("error: " + sentence + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "--nonsense",
        "-x",
        "migrate extra",
        "migrate --plan=no",
        "migrate --plan --check",
        "migrate --check --plan --format json",
        "migrate --format",
        "migrate --format xml",
        "migrate --format json --format csv",
        "migrate environment",
        "migrate environment one two",
        "migrate environment staging --confirm",
        "local",
        "local nonsense",
        "local reset extra",
        "completion",
        "completion powershell",
        "fix nothing",
        "fix purge-idle-customers",
        "fix backfill-slugs extra",
        "fix backfill-slugs --since yesterday",
        "cleanup purge-idle-customers --again",
        "about --verbose=perhaps",
        "serve 8080",
        "--verbose",
        "@file",
        "''",
      })
  void aWrongCommandLineIsTwo(String line) {
    assertThat(run(line)).isEqualTo(ExitCode.USAGE);
    assertThat(console.data()).isEmpty();
    assertThat(console.talk()).startsWith("error: ").contains("Try 'app").doesNotContain("\tat ");
  }

  @Test
  void exclusiveOptionsAndPossibleValuesAreListed() {
    run("migrate --plan --check");
    run("migrate status --format yaml");

    assertThat(console.talk()).contains("mutually exclusive", "jsonl");
  }

  @Test
  void theAdviceNamesTheIntendedCommand() {
    run("migrate environment");

    assertThat(console.talk())
        .isEqualTo(
            """
            error: Missing required parameter: 'NEW'
            Try 'app migrate environment --help'.
            """);
  }

  @Test
  void aValueOfTheWrongKindIsDescribedAsInHelp() {
    run("fix backfill-slugs --since yesterday");

    assertThat(console.talk())
        .isEqualTo(
            """
            error: 'yesterday' is not a DAY.
            Try 'app fix backfill-slugs --help'.
            """);
  }

  @Test
  void aValueThatIsNotANumberIsReportedWithoutJavaTypes() {
    run("runs show last");

    assertThat(console.talk())
        .isEqualTo(
            """
            error: 'last' is not a whole number: ID.
            Try 'app runs show --help'.
            """);
  }

  @Test
  void aGroupWithoutASubcommandSaysWhatIsMissing() {
    run("local");

    assertThat(console.talk())
        .isEqualTo(
            """
            error: Missing a command after 'app local'.
            Try 'app local --help'.
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "migrate --help",
        "migrate environment --help",
        "migrate --help environment",
        "local -h",
        "help",
        "help migrate",
        "help migrate status",
        "help fix backfill-slugs",
      })
  void helpIsPrintedWhateverElseIsMissing(String line) {
    assertThat(run(line)).isEqualTo(ExitCode.DONE);
    assertThat(console.data()).startsWith("Usage: app").contains("Exit codes:");
    assertThat(console.talk()).isEmpty();
  }

  @Test
  void aManualPageContainsWhatHelpContains() {
    assertThat(run("help --man migrate status")).isEqualTo(ExitCode.DONE);
    assertThat(console.data())
        .startsWith(".TH \"APP\\-MIGRATE\\-STATUS\" 1 ")
        .contains("\n.SH NAME\napp\\-migrate\\-status \\- Lists the changesets")
        .contains("\n.TP\n\\fB\\-\\-format FORMAT\\fR\nHow the rows are printed: table, csv")
        .contains("\n.TP\n\\fB69\\fR\n")
        .doesNotContain("${", "%n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void theVersionIsOneLine(String line) {
    assertThat(run(line)).isEqualTo(ExitCode.DONE);
    assertThat(console.data()).hasLineCount(1);
  }

  private ExitCode run(String line) {
    String[] arguments = line.equals("''") ? new String[] {""} : line.split(" ");
    return CommandRun.on(console.console(), console.invocation().interruption()).execute(arguments);
  }
}
