package dev.oneoff.admin.transfer;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.transfer.imports.ImportRequest;
import dev.oneoff.admin.transfer.imports.OnConflict;
import dev.oneoff.admin.transfer.imports.file.Records;
import dev.oneoff.admin.transfer.restore.RestoreRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportParsingTest {

  @Test
  void byDefaultConflictsFailAndTheExtensionSetsTheFormat() {
    ImportRequest request = request("import", "Customer", "a.jsonl.gz");

    assertThat(request)
        .isEqualTo(
            new ImportRequest(
                "Customer",
                "a.jsonl.gz",
                new Records(RowFormat.JSONL, ',', 16_000_000),
                Map.of(),
                OnConflict.FAIL,
                List.of(),
                false,
                100,
                Optional.empty(),
                false,
                true,
                false));
    assertThat(request("import", "Customer", "-").records().format()).isEqualTo(RowFormat.CSV);
  }

  @Test
  void eachOptionIsRead() {
    assertThat(
            request(
                "import",
                "Order",
                "-",
                "--format=jsonl",
                "--delimiter=tab",
                "--map=mail=customer.email",
                "--map=day=placedAt",
                "--on-conflict=update",
                "--key=id,name",
                "--dry-run",
                "--max-errors=5",
                "--rejects=bad.csv",
                "--skip-masked",
                "--again",
                "--reason=why"))
        .isEqualTo(
            new ImportRequest(
                "Order",
                "-",
                new Records(RowFormat.JSONL, '\t', 16_000_000),
                Map.of("mail", "customer.email", "day", "placedAt"),
                OnConflict.UPDATE,
                List.of("id", "name"),
                true,
                5,
                Optional.of(Path.of("bad.csv")),
                true,
                true,
                true));
    assertThat(request("import", "Order", "a", "--no-checks").straight()).isTrue();
  }

  @Test
  void optionsThatExcludeEachOtherAreAnError() {
    wrong("--no-checks goes with", "--no-checks", "--on-conflict=skip");
    wrong("--key goes with", "--key=id");
    wrong("--max-errors must be", "--max-errors=-1");
    wrong("--delimiter must be one character", "--delimiter=ab");
    wrong("'x' is not a mapping", "--map=x");
  }

  private static void wrong(String sentence, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "import";
    arguments[1] = "Order";
    arguments[2] = "a.csv";
    System.arraycopy(options, 0, arguments, 3, options.length);
    assertThatThrownBy(
            () ->
                Parsed.command(ImportCommand.class, arguments)
                    .check(TestConsole.unattended().invocation()))
        .is(because(Cause.USAGE))
        .hasMessageContaining(sentence);
  }

  private static ImportRequest request(String... arguments) {
    ImportCommand command = Parsed.command(ImportCommand.class, arguments);
    command.check(TestConsole.unattended().invocation());
    return command.options.request(command.entity, command.file, TestDatabase.settingsOf(Map.of()));
  }

  @Test
  void aFileOfAnEntityOrAnExportOfEverythingIsImported() {
    for (String[] line :
        new String[][] {
          {"import", "Customer"},
          {"import", "dump", "file.csv", "--all"},
          {"import", "Customer", "file.csv", "--replace"}
        }) {
      ImportCommand command = Parsed.command(ImportCommand.class, line);
      assertThatThrownBy(() -> command.check(TestConsole.unattended().invocation()))
          .is(because(Cause.USAGE));
    }
    ImportCommand all = Parsed.command(ImportCommand.class, "import", "--all", "dump");
    all.check(TestConsole.unattended().invocation());
    assertThat(all.restore.request(Path.of("dump"), "test", TestConsole.unattended().console()))
        .isEqualTo(new RestoreRequest(Path.of("dump"), false));
  }

  @Test
  void replacingInProductionNeedsConfirmation() {
    ImportCommand all = Parsed.command(ImportCommand.class, "import", "--all", "dump", "--replace");

    assertThatThrownBy(
            () ->
                all.restore.request(
                    Path.of("dump"), "production", TestConsole.unattended().console()))
        .is(because(Cause.REFUSED))
        .hasMessageContaining("--confirm production");
  }
}
