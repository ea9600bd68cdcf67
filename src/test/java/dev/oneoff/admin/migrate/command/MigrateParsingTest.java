package dev.oneoff.admin.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.oneoff.admin.cli.TestConsole;
import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrateParsingTest {

  @Test
  void migrateHasDefaults() {
    MigrateCommand command = Parsed.command(MigrateCommand.class, "migrate");

    assertThat(command.preview.plan).isFalse();
    assertThat(command.preview.check).isFalse();
    assertThat(command.format.format()).isEqualTo(Format.TABLE);
  }

  @Test
  void aPlanOrACheckCanBeRequested() {
    assertThat(Parsed.command(MigrateCommand.class, "migrate", "--plan").preview.plan).isTrue();
    assertThat(Parsed.command(MigrateCommand.class, "migrate", "--check").preview.check).isTrue();
  }

  @Test
  void aLimitIsATagANumberOrATime() {
    assertThat(Parsed.command(MigrateCommand.class, "migrate", "--to", "v1").limit.limit().tag())
        .contains("v1");
    assertThat(
            Parsed.command(MigrateSyncCommand.class, "migrate", "sync", "--count", "2")
                .limit
                .limit()
                .count())
        .hasValue(2);
    assertThat(
            Parsed.command(
                    MigrateRollbackCommand.class,
                    "migrate",
                    "rollback",
                    "--to-date",
                    "2026-11-01T12:00:00Z")
                .target
                .target()
                .date())
        .contains(java.time.Instant.parse("2026-11-01T12:00:00Z"));
    assertThat(Parsed.command(MigrateTagCommand.class, "migrate", "tag", "v1").tag).isEqualTo("v1");
  }

  @Test
  void otherContextsAndLabelsAreLists() {
    MigrateCommand command =
        Parsed.command(MigrateCommand.class, "migrate", "--contexts", "a,b", "--labels", "c");

    assertThat(command.contexts).containsExactly("a", "b");
    assertThat(command.labels).containsExactly("c");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aFormatIsTypedInAnyCase(Format format) {
    String name = format.toString();

    assertThat(status("--format", name)).isEqualTo(format);
    assertThat(status("--format=" + name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(format);
  }

  @Test
  void anEnvironmentHasItsNewNameAndTheOldOneConfirms() {
    MigrateEnvironmentCommand command =
        Parsed.command(
            MigrateEnvironmentCommand.class,
            "migrate",
            "environment",
            "staging",
            "--confirm",
            "production");

    assertThat(command.newName).isEqualTo("staging");
    assertThatCode(
            () ->
                command.confirm.require(
                    TestConsole.unattended().console(), "renames", "production"))
        .doesNotThrowAnyException();
  }

  private static Format status(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "migrate";
    arguments[1] = "status";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Parsed.command(MigrateStatusCommand.class, arguments).format.format();
  }
}
