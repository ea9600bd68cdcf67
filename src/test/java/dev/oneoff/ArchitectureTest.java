package dev.oneoff;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom. Whatever below {@code admin} is not named here is a feature. */
class ArchitectureTest {

  private static final String ADMIN = "dev.oneoff.admin";
  private static final Set<String> FOUNDATIONS =
      Set.of("task", "database", "entity", "setting", "ledger", "cli", "start", "packaging");

  // Not simply whatever is no annotation: an annotation's defaults are of other types of picocli's.
  private static final String PARSER_AND_MODEL =
      "picocli\\.(AutoComplete.*|CommandLine|CommandLine\\$(Model|ParseResult|Help|I[A-Z]\\w*|\\w*Exception)(\\$(?!Visibility).*)?)";

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.oneoff");
  }

  /** Methods and constructors that take the locale of the machine where they are given none. */
  private static final Map<String, Set<String>> LOCALIZED =
      Map.of(
          "java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase"),
          "java.io.PrintStream", Set.of("format", "printf"),
          "java.io.PrintWriter", Set.of("format", "printf"),
          "java.util.Formatter", Set.of("<init>"),
          "java.util.Scanner", Set.of("<init>"),
          "java.util.Locale", Set.of("getDefault"),
          "java.text.Format", Set.of("<init>"),
          "java.text.NumberFormat",
              Set.of("getInstance", "getNumberInstance", "getIntegerInstance"),
          "java.text.MessageFormat", Set.of("format"),
          "java.time.format.DateTimeFormatter",
              Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime"));

  @Test
  void nothingIsFormattedInTheMachinesLocale() {
    check(noClasses().should().callCodeUnitWhere(takesTheMachinesLocale()));
  }

  private static DescribedPredicate<JavaCall<?>> takesTheMachinesLocale() {
    return DescribedPredicate.describe(
        "the locale is the machine's",
        call ->
            LOCALIZED.entrySet().stream()
                    .anyMatch(
                        owner ->
                            call.getTargetOwner().isAssignableTo(owner.getKey())
                                && owner.getValue().contains(call.getTarget().getName()))
                && call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isEquivalentTo(Locale.class)));
  }

  @Test
  void theToolkitKnowsNothingOfTheService() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ADMIN + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.oneoff.orders..", "dev.oneoff.tasks.."));
  }

  @Test
  void theServiceKnowsOnlyTheToolkitsSensitiveAnnotation() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.oneoff.orders..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(ADMIN + "..", "dev.oneoff.tasks..")
                    .and(not(JavaClass.Predicates.equivalentTo(Sensitive.class)))));
  }

  @Test
  void aTaskKnowsTheServiceAndTheTaskApi() {
    mayKnow(
        "dev.oneoff.tasks..",
        "dev.oneoff.tasks..",
        "dev.oneoff.orders..",
        ADMIN + ".task..",
        ADMIN);
  }

  @Test
  void theToolkitsRootKnowsNoneOfItsPackages() {
    mayKnow(ADMIN, ADMIN);
  }

  @Test
  void theFoundationsKnowOnlyTheRoot() {
    for (String part : List.of("database", "setting", "start", "task")) {
      mayKnow(in(part), in(part), ADMIN);
    }
  }

  @Test
  void theEntitiesKnowTheDatabase() {
    mayKnow(in("entity"), in("entity"), in("database"), ADMIN);
  }

  @Test
  void theLedgerKnowsTheDatabaseAndTheRelease() {
    mayKnow(in("ledger"), in("ledger"), in("database"), in("start"), ADMIN);
  }

  @Test
  void thePackagingKnowsOnlyTheBuildId() {
    mayKnow(in("packaging"), in("packaging"), in("start"));
  }

  @Test
  void theEdgeKnowsNoFeature() {
    mayKnow(in("cli"), in("cli"), in("ledger"), in("setting"), in("start"), in("database"), ADMIN);
  }

  @Test
  void featuresDoNotKnowEachOther() {
    Set<String> features = features();
    assertThat(features)
        .contains("migrate", "local", "release", "health", "doctor", "model", "config");
    for (String feature : features) {
      mayKnow(
          in(feature),
          in(feature),
          in("cli"),
          in("ledger"),
          in("entity"),
          in("setting"),
          in("start"),
          in("database"),
          in("task"),
          ADMIN);
    }
  }

  @Test
  void formatsKnowNothingOfTheEdge() {
    mayKnow(in("cli.format"), in("cli.format"));
  }

  @Test
  void picoclisParserAndModelStayAtTheEdge() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(in("cli"))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(PARSER_AND_MODEL));
  }

  @Test
  void picoclisAnnotationsAreUsedOnlyByCommandsOptionsAndTasks() {
    check(
        noClasses()
            .that(
                not(outermostNameEndsWith("Command", "Option", "Options"))
                    .and(not(annotatedWith(Task.class)))
                    .and(not(resideInAnyPackage("dev.oneoff.tasks..", in("cli")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli.."));
  }

  /** What a service may not have, and the classes that may then not be loaded. */
  private static final Map<String, String> OPTIONAL =
      Map.of(
          "(io\\.quarkus\\.)?liquibase\\..*",
          "migrate\\.(changeset|liquibase|plan|validate)\\..*|migrate\\.Schema(Rollback|Tag).*",
          "org\\.flywaydb\\..*",
          "migrate\\.flyway\\..*",
          "io\\.micrometer\\..*",
          "run\\.watch\\.TaskMetrics",
          "(org\\.eclipse\\.microprofile|io\\.smallrye)\\.health\\..*",
          "health\\.HealthChecks|migrate\\.state\\.SchemaReadiness",
          "io\\.quarkus\\.(hibernate\\.orm\\.)?panache\\..*",
          "shell\\.value\\.PanacheRows",
          "io\\.(netty|vertx|quarkus\\.(netty|vertx))\\..*",
          "shell\\.http\\..*",
          "jakarta\\.validation\\..*",
          "transfer\\.imports\\..*",
          "org\\.(tukaani|apache\\.commons\\.compress)\\..*",
          "database\\.local\\.TarXz|packaging\\..*",
          "(jakarta\\.(ws\\.rs|json)|org\\.eclipse\\.microprofile\\.openapi|io\\.quarkiverse)\\..*",
          "nobody");

  @Test
  void whatAServiceMayNotHaveIsKnownInItsOwnPlaceOnly() {
    OPTIONAL.forEach(
        (optional, where) ->
            check(
                noClasses()
                    .that()
                    .resideInAPackage(ADMIN + "..")
                    .and()
                    .haveNameNotMatching("dev\\.oneoff\\.admin\\.(" + where + ")")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(optional)));
  }

  @Test
  void onlyTheEdgeKnowsTheProcess() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(in("cli"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
    check(rule);
  }

  @Test
  void eachOfOurAnnotationsHasOneReader() {
    readBy("dev.oneoff.admin.Sensitive", ADMIN + ".SensitiveMember", in("task.processor"));
    readBy(ADMIN + ".task.Task", in("run"), in("task.processor"));
    readBy(ADMIN + ".task.Chart", in("run.report"));
    readBy(ADMIN + ".cli.record.Recorded", in("cli"));
    readBy(ADMIN + ".cli.SubcommandOf", ADMIN + ".cli.parse.ListedCommand");
  }

  // Who carries an annotation depends on it too; those that read it name its class in their code.
  private static void readBy(String annotation, String... readers) {
    assertThat(
            classes.stream()
                .filter(type -> type.getPackageName().startsWith(ADMIN))
                .filter(
                    type ->
                        type.getReferencedClassObjects().stream()
                            .anyMatch(named -> named.getRawType().getName().equals(annotation)))
                .filter(
                    type ->
                        Stream.of(readers)
                            .noneMatch(
                                reader ->
                                    reader.endsWith("..")
                                        ? resideInAPackage(reader).test(type)
                                        : type.getName().equals(reader)))
                .map(JavaClass::getName))
        .as("readers of " + annotation)
        .isEmpty();
    assertThat(classes.stream().flatMap(type -> type.getReferencedClassObjects().stream()))
        .anyMatch(named -> named.getRawType().getName().equals(annotation));
  }

  @Test
  void nobodyPrintsAStackTrace() {
    check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void aCommandDoesNotDoTheWorkItself() {
    check(
        noClasses()
            .that(outermostNameEndsWith("Command").and(resideInAPackage(ADMIN + "..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.sql..", "javax.sql..", "liquibase..", "jakarta.persistence.."));
  }

  @Test
  void everyClassCalledACommandIsOne() {
    check(
        classes()
            .that()
            .areAnnotatedWith("picocli.CommandLine$Command")
            .should()
            .haveSimpleNameEndingWith("Command")
            .andShould()
            .implement(ADMIN + ".cli.AdminCommand"));
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> directories = Files.walk(Path.of("src/main/java/dev/oneoff"))) {
      assertThat(directories.filter(ArchitectureTest::holdsClasses))
          .isNotEmpty()
          .allSatisfy(
              directory ->
                  assertThat(Files.readString(directory.resolve("package-info.java")))
                      .startsWith("/**")
                      .contains("@NullMarked"));
    }
  }

  // By the files, so that the tests count too.
  @Test
  void aSimpleNameMeansOneClass() throws IOException {
    Map<String, List<Path>> named = new TreeMap<>();
    for (String root : List.of("src/main/java/dev/oneoff/admin", "src/test/java/dev/oneoff")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .forEach(
                file ->
                    named
                        .computeIfAbsent(file.getFileName().toString(), name -> new ArrayList<>())
                        .add(file));
      }
    }
    assertThat(named).containsKeys("Console.java", "ArchitectureTest.java");
    assertThat(named).allSatisfy((name, files) -> assertThat(files).as(name).hasSize(1));
  }

  /** As many as a reader takes in before beginning to guess. */
  private static final int ROOM = 20;

  @Test
  void noPackageHoldsTooManyClasses() {
    Map<String, Long> sizes =
        classes.stream()
            .filter(type -> type.getPackageName().startsWith(ADMIN))
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes).containsKeys(ADMIN, ADMIN + ".cli", ADMIN + ".migrate.plan");
    assertThat(sizes)
        .allSatisfy((room, size) -> assertThat(size).as(room).isLessThanOrEqualTo(ROOM));
  }

  /**
   * Four parts have had cycles from the beginning: in {@code cli} Console knows the displays that
   * write through it, in {@code database} the root asks where the database is and is asked for its
   * codes, in {@code migrate} Migrations is asked by what it calls, and in {@code transfer}
   * commands stand beside what the rooms share.
   */
  private static final Set<String> CIRCULAR = Set.of("cli", "database", "migrate", "transfer");

  @Test
  void thePackagesOfAPartHaveNoCycle() {
    Set<String> parts = features();
    parts.addAll(FOUNDATIONS);
    assertThat(parts).containsAll(CIRCULAR);
    parts.removeAll(CIRCULAR);
    for (String part : parts) {
      JavaClasses own = classes.that(resideInAPackage(in(part)));
      assertThat(own).as(part).isNotEmpty();
      slices().matching("dev.oneoff.(**)").should().beFreeOfCycles().check(own);
    }
  }

  private static boolean holdsClasses(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<String> features() {
    Set<String> features = new TreeSet<>();
    for (JavaClass type : classes) {
      String name = type.getPackageName();
      if (name.startsWith(ADMIN + ".")) {
        String part = name.substring(ADMIN.length() + 1).split("\\.")[0];
        if (!FOUNDATIONS.contains(part)) {
          features.add(part);
        }
      }
    }
    return features;
  }

  private static String in(String part) {
    return ADMIN + "." + part + "..";
  }

  /** Of our own classes only those. */
  private static void mayKnow(String who, String... whom) {
    check(
        noClasses()
            .that()
            .resideInAPackage(who)
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.oneoff..").and(not(resideInAnyPackage(whom)))));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }

  private static DescribedPredicate<JavaClass> outermostNameEndsWith(String... endings) {
    return DescribedPredicate.describe(
        "named *" + String.join(", *", endings),
        type -> {
          String outermost =
              type.getName().substring(type.getPackageName().length() + 1).split("\\$")[0];
          return Stream.of(endings).anyMatch(outermost::endsWith);
        });
  }
}
