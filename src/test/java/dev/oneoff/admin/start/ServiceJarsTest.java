package dev.oneoff.admin.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJarsTest {

  private static final String NOTHING = "elsewhere.jar";

  @TempDir Path temporary;

  private PackagedService service;

  /** A path that has to be encoded in an address. */
  @BeforeEach
  void choosePlace() {
    service = new PackagedService(temporary.resolve("the 100% service/target/quarkus-app"));
  }

  @Test
  void theToolkitAmongTheLibrariesLeadsToTheFastJar() throws IOException {
    ServiceJars jars = ServiceJars.around(service.fastJar(), NOTHING).orElseThrow();

    assertThat(jars.manifest().getValue("Implementation-Title")).isEqualTo("shop");
    assertThat(jars.all())
        .containsExactly(
            service.path("quarkus/transformed-bytecode.jar"),
            service.path("quarkus/generated-bytecode.jar"),
            service.path("app/shop-1.2.jar"),
            service.path("lib/main/toolkit.jar"),
            service.path("lib/boot/runner.jar"));
  }

  @Test
  void theToolkitAsTheServicesOwnCodeLeadsThereToo() throws IOException {
    service.fastJar();

    for (String own : new String[] {"app/shop-1.2.jar", "quarkus/transformed-bytecode.jar"}) {
      assertThat(ServiceJars.around(service.path(own), NOTHING).orElseThrow().own())
          .as(own)
          .contains(service.path("app/shop-1.2.jar"))
          .doesNotContain(service.path("lib/main/toolkit.jar"));
    }
  }

  @Test
  void theJarWithEverythingIsAlone() throws IOException {
    Path jar = service.uberJar();

    assertThat(ServiceJars.around(jar, NOTHING).orElseThrow().all()).containsExactly(jar);
  }

  @Test
  void aJarThatNamesTheToolkitAmongItsLibrariesIsTheService() throws IOException {
    Path toolkit = service.legacyJar();
    Path started = service.path("shop-runner.jar");

    ServiceJars jars =
        ServiceJars.around(toolkit, NOTHING + File.pathSeparator + started).orElseThrow();

    assertThat(jars.own()).containsExactly(started);
    assertThat(jars.libraries()).containsExactly(service.path("lib/other.jar"), toolkit);
  }

  @Test
  void aJarThatOnlyLendsItsClassPathIsNot() throws IOException {
    Path toolkit = service.legacyJar();
    Path booter =
        service.jar(
            "booter.jar", Map.of("Main-Class", "Tests", "Class-Path", "lib/toolkit.jar"), Map.of());

    assertThat(ServiceJars.around(toolkit, booter.toString())).isEmpty();
  }

  @Test
  void anotherServiceOnTheClassPathIsNotTheOne() throws IOException {
    Path toolkit = service.legacyJar();
    Path other = new PackagedService(temporary.resolve("other")).uberJar();

    assertThat(ServiceJars.around(toolkit, other.toString())).isEmpty();
  }

  @Test
  void aLibraryInARepositoryAndADirectoryOfClassesAreNoService() throws IOException {
    assertThat(
            ServiceJars.around(
                service.jar("toolkit.jar", Map.of("Implementation-Title", "toolkit"), Map.of()),
                NOTHING))
        .isEmpty();
    assertThat(ServiceJars.around(temporary, NOTHING)).isEmpty();
    assertThat(ServiceJars.running()).isEmpty();
  }

  @Test
  void theProjectIsFoundFromWhereTheBuildPutsThem() throws IOException {
    Path target = temporary.resolve("the 100% service/target");
    Path uberJar = new PackagedService(target).uberJar();

    assertThat(ServiceJars.around(service.fastJar(), NOTHING).orElseThrow().directory())
        .isEqualTo(target);
    assertThat(ServiceJars.around(uberJar, NOTHING).orElseThrow().directory()).isEqualTo(target);
  }

  @Test
  void whatTheServiceHasIsToldFromWhatALibraryHas() throws IOException {
    ServiceJars jars = ServiceJars.around(service.fastJar(), NOTHING).orElseThrow();

    assertThat(jars.isOwn(inside("app/shop-1.2.jar"))).isTrue();
    assertThat(jars.isOwn(inside("lib/main/toolkit.jar"))).isFalse();
    assertThat(jars.isOwn(service.path("app/shop-1.2.jar").toUri().toURL())).isFalse();
    assertThat(jars.has(service.path("lib/boot/runner.jar"))).isTrue();
    assertThat(jars.has(Files.createFile(temporary.resolve("other.jar")))).isFalse();
  }

  private URL inside(String jar) throws IOException {
    return URI.create("jar:" + service.path(jar).toUri() + "!/git.properties").toURL();
  }
}
