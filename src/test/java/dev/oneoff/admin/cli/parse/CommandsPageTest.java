package dev.oneoff.admin.cli.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * {@code docs/commands.md} is what the program says of itself. After a change of a command, write
 * it anew: {@code ./mvnw test -Dtest=CommandsPageTest -Dupdate-docs}.
 */
class CommandsPageTest {

  private static final Path PAGE = Path.of("docs", "commands.md");

  @Test
  void thePageMatchesTheProgramsHelp() throws IOException {
    String page = page();
    if (System.getProperty("update-docs") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("Write it anew: ./mvnw test -Dtest=CommandsPageTest -Dupdate-docs")
        .hasContent(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            Generated from the program, and held to it by a test. To write it anew after a change:
            `./mvnw test -Dtest=CommandsPageTest -Dupdate-docs`.

            `app` stands for `java -jar app.jar`. Every command ends with one of these codes:

            | code | means |
            | --- | --- |
            """);
    ExitCode.meanings()
        .forEach((code, meaning) -> page.append("| %s | %s |\n".formatted(code, meaning)));
    describe(CommandTree.ofToolkit(), page);
    return page.toString();
  }

  private static void describe(CommandLine command, StringBuilder page) {
    StringWriter help = new StringWriter();
    // They stand above, once for all commands.
    command.getCommandSpec().usageMessage().exitCodeListHeading("").exitCodeList(null);
    command.usage(new PrintWriter(help), Ansi.OFF);
    page.append("\n## ")
        .append(command.getCommandSpec().qualifiedName())
        .append("\n\n```text\n")
        .append(help.toString().strip())
        .append("\n```\n");
    command.getSubcommands().values().forEach(below -> describe(below, page));
  }
}
