package dev.oneoff.admin.transfer;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExportParsingTest {

  @Test
  void anEntityGoesToAFile() {
    ExportCommand command =
        Parsed.command(
            ExportCommand.class, "export", "Customer", "--format", "jsonl", "--output", "c.csv");
    assertThat(command.entity).isEqualTo("Customer");
    assertThat(command.format.of(command.output.file()))
        .isEqualTo(new FileForm(RowFormat.JSONL, false));
    assertThat(command.output.file()).contains(Path.of("c.csv"));
    assertThat(command.readsOnly()).isTrue();
  }

  @Test
  void oneThingIsExportedAtATime() {
    assertThatThrownBy(() -> check("export"))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageContaining("--query HQL");
    assertThatThrownBy(() -> check("export", "Customer", "--select", "select 1"))
        .is(because(AdminException.Cause.USAGE));
  }

  @Test
  void unmaskingNeedsAReason() {
    assertThatThrownBy(() -> check("export", "Customer", "--unmask"))
        .is(because(AdminException.Cause.USAGE))
        .hasMessageContaining("--reason");
  }

  private static void check(String... arguments) {
    Parsed.command(ExportCommand.class, arguments).check(TestConsole.unattended().invocation());
  }
}
