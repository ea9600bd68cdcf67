package dev.oneoff.admin.cli.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.job.JobRunCommand;
import dev.oneoff.admin.job.JobShowCommand;
import dev.oneoff.admin.transfer.RowFormat;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What holds of every command, whichever they are. */
class CommandModelTest {

  private static final String KEBAB = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  /** The root and everything below it; of what a service adds, an example of each kind. */
  static Stream<CommandSpec> commands() {
    return below(CommandTree.ofToolkit());
  }

  private static Stream<CommandSpec> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(CommandModelTest::below));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsDescribedInSentences(CommandSpec command) {
    assertThat(command.usageMessage().description())
        .isNotEmpty()
        .allSatisfy(CommandModelTest::isASentence);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndParameterIsDescribedInSentences(CommandSpec command) {
    assertThat(command.args())
        .allSatisfy(
            argument -> {
              assertThat(argument.description()).as(argument.toString()).isNotEmpty();
              assertThat(argument.description()).allSatisfy(CommandModelTest::isASentence);
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesAreInKebabCase(CommandSpec command) {
    assertThat(command.name()).matches(KEBAB + "|NAME");
    assertThat(command.aliases()).isEmpty();
    for (OptionSpec option : command.options()) {
      // As every shell's own takes a command.
      assertThat(option.longestName()).matches("--" + KEBAB + "|-c");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void onlyTheseOptionsHaveAShortName(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      assertThat(option.names())
          .filteredOn(name -> !name.startsWith("--"))
          // The last three are kubectl's.
          .isSubsetOf("-c", "-h", "-V", "-f", "-i", "-t");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void valueLabelsAreInCapitals(CommandSpec command) {
    assertThat(command.args())
        .filteredOn(argument -> argument.arity().max() > 0)
        .allSatisfy(argument -> assertThat(argument.paramLabel()).matches("[A-Z][A-Z|=/-]*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithTheExitCodes(CommandSpec command) {
    assertThat(command.optionsMap()).containsKeys("-h", "--help", "--verbose");
    assertThat(command.optionsMap().get("--help").usageHelp()).isTrue();
    assertThat(command.usageMessage().exitCodeList()).isEqualTo(ExitCode.meanings());
  }

  @Test
  void anOptionMeansTheSameInEveryCommand() {
    Map<String, String> meanings = new HashMap<>();
    commands()
        .flatMap(command -> command.options().stream())
        .forEach(
            option ->
                assertThat(meanings.computeIfAbsent(word(option), name -> meaning(option)))
                    .as(option.longestName())
                    .isEqualTo(meaning(option)));
    assertThat(meanings).containsKeys("--format", "--confirm", "--help");
  }

  // What other programs read comes in fewer formats than what people do, and Kubernetes has dry
  // runs
  // and releases of its own.
  private static String word(OptionSpec option) {
    Object command = option.command().userObject();
    boolean kubernetes =
        Set.of("--dry-run", "--release").contains(option.longestName())
            && (command instanceof JobRunCommand || command instanceof JobShowCommand);
    return option.longestName()
        + (option.type() == RowFormat.class ? " of a file" : kubernetes ? " of a Job" : "");
  }

  private static String meaning(ArgSpec option) {
    return option.type()
        + " "
        + option.arity()
        + " "
        + option.paramLabel()
        + ": "
        // What holds without it may be another in each.
        + String.join(" ", option.description()).replaceAll(" Default: [^ ]*\\.$", "");
  }

  @Test
  void everyCommandIsFoundAndNoneIsListedTwice() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.oneoff")
                .stream()
                .filter(type -> type.isAssignableTo(AdminCommand.class) && !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(type -> type.getName())
                .toList();

    assertThat(commands().map(CommandSpec::userObject).filter(AdminCommand.class::isInstance))
        .extracting(command -> command.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(written);
    // The root is no AdminCommand.
    assertThat(commands()).hasSize(written.size() + 1);
  }

  @Test
  void theToolkitsServicesBelongOnlyToTheToolkit() throws IOException {
    List<String> listed = new ArrayList<>();
    ClassLoader loader = getClass().getClassLoader();
    for (Class<?> service :
        List.of(
            AdminCommand.class, dev.oneoff.admin.Fact.class, dev.oneoff.admin.Precondition.class)) {
      for (URL file :
          Collections.list(loader.getResources("META-INF/services/" + service.getName()))) {
        listed.addAll(
            new String(file.openStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
      }
    }

    assertThat(listed).isNotEmpty().allMatch(name -> name.startsWith("dev.oneoff.admin."));
  }

  @Test
  void aCommandsParserKnowsTheOtherCommandsNames() {
    assertThat(CommandTree.parserFor("about").getSubcommands().keySet())
        .isEqualTo(CommandTree.whole().getSubcommands().keySet());
  }

  private static void isASentence(String text) {
    assertThat(text).matches("(?s)[A-Z].*\\.").doesNotContain("!");
  }
}
