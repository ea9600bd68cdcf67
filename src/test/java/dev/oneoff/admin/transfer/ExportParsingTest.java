package dev.oneoff.admin.transfer;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.parse.Parsed;
import dev.oneoff.admin.database.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportParsingTest {

  @RegisterExtension private final TestDatabase database = new TestDatabase();

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

  @Test
  void onlyEntitiesNeedABoot() throws Exception {
    assertThat(boots("export", "Customer")).isTrue();
    assertThat(boots("export", "--query", "from Customer")).isTrue();
    assertThat(boots("export", "--select", "select 1")).isFalse();
    assertThat(boots("export", "--all", "--output", "all")).isFalse();
  }

  @Test
  void tablesNeedOneWhereOnlyEntitiesTellWhichAreTheServices() throws Exception {
    database.execute("create schema stock; create table stock.shelves (id int)");
    assertThat(boots("export", "--all", "--output", "all")).isTrue();
    assertThat(boots("export", "--select", "select 1")).isFalse();
  }

  @Test
  void columnsNeedOneWhereOnlyTheMappingTellsWhatTheyAreCalled() throws Exception {
    String[] strategy = {"quarkus.hibernate-orm.physical-naming-strategy", "com.example.Prefixes"};
    assertThat(boots(database.database(strategy), "export", "--select", "select 1")).isTrue();
    assertThat(boots(database.database(strategy), "export", "--all", "--output", "all")).isTrue();
  }

  private boolean boots(String... arguments) throws Exception {
    return boots(database.database(), arguments);
  }

  private static boolean boots(Database database, String... arguments) throws Exception {
    return Parsed.command(ExportCommand.class, arguments).onDatabase(database).isEmpty();
  }

  private static void check(String... arguments) {
    Parsed.command(ExportCommand.class, arguments).check(TestConsole.unattended().invocation());
  }
}
