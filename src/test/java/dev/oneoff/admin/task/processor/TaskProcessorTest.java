package dev.oneoff.admin.task.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.Listed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What javac makes of tasks, with the processor on its class path. */
class TaskProcessorTest {

  private static final String CLEANUP =
      "implements BatchCleanup { public int deleteBatch(int limit) { return 0; } }";

  @TempDir Path directory;

  @Test
  void tasksAreListedByTheirBinaryNames() throws Exception {
    assertThat(compile("@Task(description = \"One.\") class One " + CLEANUP)).isEmpty();

    assertThat(listed()).containsExactly("shop.One");
  }

  @Test
  void aTaskInsideAnotherClassIsListedToo() throws Exception {
    assertThat(
            compile("class All { @Task(description = \"One.\") static class One " + CLEANUP + " }"))
        .isEmpty();

    assertThat(listed()).containsExactly("shop.All$One");
  }

  @Test
  void anIncrementalBuildKeepsWhatStillExists() throws Exception {
    compile("@Task(description = \"One.\") class One " + CLEANUP);
    compile("@Task(description = \"Two.\") class Two " + CLEANUP);
    compile("@Task(description = \"Three.\") class Three " + CLEANUP);
    Files.delete(directory.resolve("out/shop/Two.class"));
    compile("class Three {}");

    assertThat(compile("@Task(description = \"Four.\") class Four " + CLEANUP)).isEmpty();

    assertThat(listed()).containsExactly("shop.Four", "shop.One");
  }

  @Test
  void aModuleWithoutTasksGetsAnEmptyList() throws Exception {
    assertThat(compile("class Plain {}")).isEmpty();

    assertThat(list()).exists();
    assertThat(listed()).isEmpty();
  }

  @Test
  void classesCompiledWithoutTheProcessorAreListedToo() throws Exception {
    compile("@Task(description = \"One.\") class One " + CLEANUP);
    Files.delete(list());

    assertThat(compile("@Task(description = \"Two.\") class Two " + CLEANUP)).isEmpty();

    assertThat(listed()).containsExactly("shop.One", "shop.Two");
  }

  @Test
  void mainClassesAreListed() throws Exception {
    assertThat(
            compile(
                """
                class Shop {
                  @io.quarkus.runtime.annotations.QuarkusMain static class First {}
                  @io.quarkus.runtime.annotations.QuarkusMain(name = "second") static class Second {}
                  static class Other { public static void main(String[] arguments) {} }
                }
                """))
        .isEmpty();

    try (Reader text =
        Files.newBufferedReader(directory.resolve("out").resolve(Listed.MAINS.path()))) {
      assertThat(Listed.read(text)).containsExactly("shop.Shop$First", "shop.Shop$Second");
    }
  }

  @Test
  void classesThatConcernSensitiveColumnsAreListed() throws Exception {
    compile(
        """
        class Shop {
          @jakarta.persistence.Entity static class Plain { String name; }
          @jakarta.persistence.Embeddable static class Card { @dev.oneoff.admin.Sensitive String number; }
          static class InXml { @dev.oneoff.admin.Sensitive String pin; }
          record Row(@dev.oneoff.admin.Sensitive String email) {}
          static class Holder { Card card; }
          static class Getter { @dev.oneoff.admin.Sensitive String getPin() { return ""; } }
          @jakarta.persistence.AttributeOverride(name = "pin", column = @jakarta.persistence.Column(name = "code"))
          static class Below extends InXml {}
          static class Asked { @dev.oneoff.admin.Sensitive @picocli.CommandLine.Option(names = "--key") String key; }
          static class Renamed { @jakarta.persistence.Column(name = "word_of_user") String password; }
          static class Named { @jakarta.persistence.Column(name = "user_password") String password; String token; }
        }
        """);

    assertThat(
            Listed.read(
                Files.newBufferedReader(directory.resolve("out").resolve(Listed.SENSITIVE.path()))))
        .contains(
            "shop.Shop$Below",
            "shop.Shop$Card",
            "shop.Shop$Getter",
            "shop.Shop$Holder",
            "shop.Shop$InXml",
            "shop.Shop$Renamed")
        .doesNotContain("shop.Shop$Named", "shop.Shop$Plain", "shop.Shop$Row", "shop.Shop$Asked");
  }

  @Test
  void theListLosesItsLastTask() throws Exception {
    compile("@Task(description = \"One.\") class One " + CLEANUP);

    assertThat(compile("class One {}")).isEmpty();

    assertThat(listed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Task(description = \"X.\") class X {} | A task must implement one of DataFix, BulkFix,"
            + " Cleanup, BatchCleanup, Report.",
        "@Task(description = \"X.\") abstract class X implements BatchCleanup, Report {} | this"
            + " one implements BatchCleanup and Report.",
        "@Task(description = \"X.\") abstract class X implements BatchCleanup {} | A task must not"
            + " be abstract",
        "@Task(description = \"X.\") interface X extends BatchCleanup {} | A task must be a class.",
        "class Y { @Task(description = \"X.\") class X CLEANUP } | must be static",
        "class Y { @Task(description = \"X.\") private static class X CLEANUP } | must not be"
            + " private",
        "@Task(description = \" \") class X CLEANUP | this one is empty",
        "@Task(description = \"X.\", deleteBy = \"30.6.2027\") class X CLEANUP | deleteBy must be a"
            + " date such as 2027-06-30",
        "@jakarta.inject.Singleton @Task(description = \"X.\") class X CLEANUP | A task must have"
            + " no scope",
        "@jakarta.enterprise.context.ApplicationScoped @Task(description = \"X.\") class X CLEANUP"
            + " | A task must have no scope",
      })
  void aWrongTaskIsAnErrorInASentence(String source, String sentence) throws Exception {
    assertThat(compile(source.replace("CLEANUP", CLEANUP)))
        .anyMatch(error -> error.contains(sentence));
    assertThat(list()).doesNotExist();
  }

  @Test
  void twoTasksOfOneNameAreAnError() throws Exception {
    compile("@Task(description = \"One.\") class One " + CLEANUP);

    assertThat(
            compile("class All { @Task(description = \"One.\") static class One " + CLEANUP + " }"))
        .anyMatch(error -> error.contains("Two tasks are called one: shop.All$One and shop.One"));
  }

  @ParameterizedTest
  @CsvSource({
    "BackfillSlugs, backfill-slugs",
    "PurgeGDPRData, purge-gdpr-data",
    "Fix2024Totals, fix2024-totals",
    "OAuth2Cleanup, o-auth2-cleanup",
    "X, x",
  })
  void aNameIsTheClasssInKebabCase(String type, String name) {
    assertThat(TaskName.of(type)).isEqualTo(name);
  }

  private List<String> compile(String types) throws IOException {
    return Javac.compile(directory.resolve("out"), types);
  }

  private Path list() {
    return directory.resolve("out").resolve(Listed.TASKS.path());
  }

  private List<String> listed() throws IOException {
    return Files.readAllLines(list()).stream().filter(line -> !line.startsWith("#")).toList();
  }
}
