package dev.oneoff.admin.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptEntriesTest {

  private static Map<String, String> kept(String... names) {
    return KeptEntries.of(List.of(names));
  }

  @Test
  void theyAreInOrder() {
    assertThat(kept("b.txt", "a/B.class", "a/A.class").keySet())
        .containsExactly("a/A.class", "a/B.class", "b.txt");
  }

  @Test
  void aClassForTheOldestJavaThatRunsTheJarTakesTheGeneralOnesPlace() {
    assertThat(
            kept(
                "META-INF/versions/17/a/A.class",
                "META-INF/versions/9/a/A.class",
                "a/A.class",
                "META-INF/versions/11/a/A.class"))
        .containsExactly(Map.entry("a/A.class", "META-INF/versions/17/a/A.class"));
  }

  @Test
  void aClassForALaterJavaStaysWhereItIs() {
    assertThat(kept("META-INF/versions/21/a/A.class", "a/A.class"))
        .containsOnlyKeys("META-INF/versions/21/a/A.class", "a/A.class");
  }

  @Test
  void directoriesStayWhereFilesMayBeLookedFor() {
    assertThat(
            kept(
                "db/",
                "db/changelog/",
                "db/changelog/1.sql",
                "org/",
                "org/lib/",
                "org/lib/A.class"))
        .containsOnlyKeys("db/", "db/changelog/", "db/changelog/1.sql", "org/lib/A.class");
  }

  @Test
  void whatIsThereForOtherReadersThanAServiceIsLeftOut() {
    assertThat(
            kept(
                "module-info.class",
                "META-INF/versions/9/module-info.class",
                "META-INF/native-image/lib/reflect-config.json",
                "META-INF/maven/g/a/pom.xml",
                "OSGI-INF/l10n.properties",
                "dev/oneoff/admin/packaging/PackagedJar.class"))
        .isEmpty();
  }

  @Test
  void licencesServicesAndTheLibrariesCoordinatesStay() {
    assertThat(
            kept(
                "META-INF/LICENSE.txt",
                "META-INF/services/java.sql.Driver",
                "META-INF/maven/g/a/pom.properties"))
        .hasSize(3);
  }
}
