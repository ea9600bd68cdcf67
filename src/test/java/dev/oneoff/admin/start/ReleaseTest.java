package dev.oneoff.admin.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {

  private static final String GIT =
      "git.commit.id.full=86cb67f12345\ngit.commit.time=2026-01-02T03:04:05Z\ngit.dirty=";

  @TempDir Path directory;

  private PackagedService service;

  @BeforeEach
  void choosePlace() {
    service = new PackagedService(directory);
  }

  @Test
  void aFastJarHasTheNameAndVersionOfItsManifest() throws IOException {
    Release release = release(service.fastJar());

    assertThat(release.service()).isEqualTo("shop");
    assertThat(release.version()).isEqualTo("1.2");
    assertThat(release.toString())
        .matches("shop 1[.]2 \\(build [0-9a-f]{7}\\)")
        .contains(release.build().orElseThrow().substring(0, 7));
  }

  @Test
  void whatIsNotPackagedHasNeitherNameNorBuild() {
    assertThat(Release.of(Optional.empty(), new URLClassLoader(new URL[0], null)).toString())
        .isEqualTo("app unpackaged");
  }

  @Test
  void ofACleanTreeTheCommitSaysItAll() throws IOException {
    Path jar = service.uberJar();
    assertThat(release(jar).commit()).isEmpty();

    service.jar(
        "shop-runner.jar",
        Map.of("Main-Class", "A", "Implementation-Title", "shop", "Implementation-Version", "1.2"),
        Map.of("git.properties", GIT + "false"));

    assertThat(release(jar).toString()).isEqualTo("shop 1.2 (commit 86cb67f)");
    assertThat(release(jar).commitTime()).contains("2026-01-02T03:04:05Z");
  }

  @Test
  void ofADirtyTreeItDoesNot() throws IOException {
    Path toolkit = service.fastJar();
    service.jar("app/shop-1.2.jar", Map.of(), Map.of("git.properties", GIT + "true"));

    assertThat(release(toolkit).toString())
        .matches("shop 1[.]2 \\(commit 86cb67f-dirty, build [0-9a-f]{7}\\)");
  }

  @Test
  void aLibrarysCommitIsNotTheServices() throws IOException {
    Path toolkit = service.fastJar();
    service.jar("lib/main/other.jar", Map.of(), Map.of("git.properties", GIT + "false"));

    assertThat(release(toolkit).commit()).isEmpty();
  }

  @Test
  void theSameJarsElsewhereAreTheSameBuild() throws IOException {
    PackagedService copy = new PackagedService(directory.resolve("copy"));
    Path moved = copy.fastJar();
    Files.setLastModifiedTime(moved, FileTime.fromMillis(0));

    assertThat(build(moved)).isEqualTo(build(service.fastJar()));
  }

  @Test
  void whateverChangesInTheJarsIsAnotherBuild() throws IOException {
    Path toolkit = service.fastJar();
    List<String> builds = new ArrayList<>(List.of(build(toolkit)));

    service.jar("app/shop-1.2.jar", Map.of(), Map.of("Shop.class", "shap"));
    builds.add(build(toolkit));
    service.jar("quarkus/generated-bytecode.jar", Map.of(), Map.of("Generated.class", "G"));
    builds.add(build(toolkit));
    service.jar("lib/main/toolkit.jar", Map.of(), Map.of("More.class", "more"));
    builds.add(build(toolkit));
    Files.move(service.path("lib/boot/runner.jar"), service.path("lib/boot/runner-2.jar"));
    builds.add(build(toolkit));
    service.jar("lib/main/another.jar", Map.of(), Map.of());
    builds.add(build(toolkit));

    assertThat(builds).doesNotHaveDuplicates();
  }

  @Test
  void aJarWithEverythingIsAnotherBuildWithOneOtherClass() throws IOException {
    Path jar = service.uberJar();
    String before = build(jar);
    service.jar(
        "shop-runner.jar",
        Map.of("Main-Class", "A", "Implementation-Title", "shop"),
        Map.of("Shop.class", "shap"));

    assertThat(build(jar)).isNotEqualTo(before);
  }

  /** Such as a script that starts it, or a comment. */
  @Test
  void theTableOfContentsIsFoundBeforeAComment() throws IOException {
    Path jar = service.uberJar();
    String before = build(jar);
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
      file.seek(file.length() - 2);
      file.write(new byte[] {5, 0, 'a', 'b', 'c', 'd', 'e'});
    }

    assertThat(build(jar)).isEqualTo(before);
  }

  @Test
  void theManifestNamesAServiceThatIsNotNamedInItsFiles() throws IOException {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    NameAndVersion.describe(jars(service.fastJar()).manifest(), builder);

    SmallRyeConfig described = builder.build();
    SmallRyeConfig named =
        builder
            .withSources(
                new PropertiesConfigSource(
                    Map.of("quarkus.application.name", "kiosk"), "application.properties", 250))
            .build();

    assertThat(described.getValue("quarkus.application.name", String.class)).isEqualTo("shop");
    assertThat(described.getValue("quarkus.application.version", String.class)).isEqualTo("1.2");
    assertThat(described.getConfigValue("quarkus.application.name").isDefault()).isTrue();
    assertThat(named.getValue("quarkus.application.name", String.class)).isEqualTo("kiosk");
  }

  private static String build(Path toolkit) throws IOException {
    return release(toolkit).build().orElseThrow();
  }

  private static ServiceJars jars(Path toolkit) {
    return ServiceJars.around(toolkit, "").orElseThrow();
  }

  private static Release release(Path toolkit) throws IOException {
    ServiceJars jars = jars(toolkit);
    List<URL> urls = new ArrayList<>();
    for (Path each : jars.all()) {
      urls.add(each.toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null)) {
      return Release.of(Optional.of(jars), loader);
    }
  }
}
