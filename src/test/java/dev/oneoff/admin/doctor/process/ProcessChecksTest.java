package dev.oneoff.admin.doctor.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.Findings;
import dev.oneoff.TestDatabase;
import dev.oneoff.admin.Check;
import dev.oneoff.admin.start.ContainerMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessChecksTest {

  private static final long MB = 1L << 20;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @TempDir Path cgroups;

  @ParameterizedTest
  @CsvSource({
    "quarkus.hibernate-orm.schema-management.strategy, update, error",
    "quarkus.hibernate-orm.database.generation, drop-and-create, error",
    "quarkus.liquibase.clean-at-start, true, error",
    "quarkus.liquibase.migrate-at-start, true, warning",
    "quarkus.datasource.devservices.enabled, true, warning",
    "quarkus.hibernate-orm.log.bind-parameters, true, warning",
  })
  void developerSettingsAreFoundInProduction(String key, String value, String severity)
      throws Exception {
    Check check = new ProductionSettingsCheck();

    assertThat(Findings.of(check, database, key, value, "oneoff.environment", "production"))
        .singleElement()
        .asString()
        .startsWith(severity + ": " + key + " is " + value + ": ");
    assertThat(Findings.of(check, database, key, value, "oneoff.environment", "development"))
        .isEmpty();
  }

  @Test
  void settingsThatAreOffInProductionAreFine() throws Exception {
    assertThat(
            Findings.of(
                new ProductionSettingsCheck(),
                database,
                "quarkus.hibernate-orm.schema-management.strategy",
                "validate",
                "quarkus.liquibase.migrate-at-start",
                "false",
                "oneoff.environment",
                "production"))
        .isEmpty();
  }

  @Test
  void aDevelopersProfileIsFoundInProduction() throws Exception {
    assertThat(
            Findings.of(
                new ProductionSettingsCheck(),
                database,
                "smallrye.config.profile",
                "dev",
                "oneoff.environment",
                "production"))
        .containsExactly("error: The profile dev is active in this environment.");
  }

  @Test
  void aServerWithoutLimitsIsFound() throws Exception {
    assertThat(
            Findings.of(
                new HttpLimitsCheck(),
                database,
                "quarkus.http.limits.max-body-size",
                "1G",
                "quarkus.http.cors.origins",
                "*"))
        .containsExactly(
            "warning: quarkus.http.limits.max-body-size is more than 100 MB: a few requests fill"
                + " the memory.",
            "warning: quarkus.http.limits.max-connections is not set: the server takes any number"
                + " of connections.",
            "warning: quarkus.http.cors.origins lets every web site call this service from a"
                + " browser.");
  }

  @Test
  void aServerWithLimitsIsFine() throws Exception {
    assertThat(
            Findings.of(
                new HttpLimitsCheck(),
                database,
                "quarkus.http.limits.max-body-size",
                "64K",
                "quarkus.http.limits.max-connections",
                "1000",
                "quarkus.http.cors.origins",
                "https://shop.example"))
        .isEmpty();
  }

  @Test
  void aHeapAsLargeAsItsContainerIsFound() throws Exception {
    Files.writeString(cgroups.resolve("memory.max"), 1000 * MB + "\n");

    assertThat(memory(799)).isEmpty();
    assertThat(memory(800))
        .containsExactly(
            "warning: The heap may take 800 MB of the container's 1000 MB, and the rest of the JVM"
                + " needs room too.");
    assertThat(memory(950))
        .singleElement()
        .asString()
        .startsWith("error: The heap may take 950 MB");
  }

  @Test
  void aCgroupV1LimitIsReadToo() throws Exception {
    Files.createDirectory(cgroups.resolve("memory"));
    Files.writeString(cgroups.resolve("memory/memory.limit_in_bytes"), 100 * MB + "\n");

    assertThat(memory(100)).hasSize(1);
  }

  @Test
  void aMissingLimitIsReportedInProductionOnly() throws Exception {
    Files.writeString(cgroups.resolve("memory.max"), "max\n");

    assertThat(memory(512)).isEmpty();
    assertThat(memory(512, "oneoff.environment", "production"))
        .containsExactly("info: No container memory limit is set: the heap may take 512 MB.");
  }

  private List<String> memory(long heapMb, String... settings) throws Exception {
    return Findings.of(
        new MemoryCheck(new ContainerMemory(cgroups), heapMb * MB), database, settings);
  }
}
