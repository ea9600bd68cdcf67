package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** One jar is everything; the toolkit's own jar is the toolkit and nothing else. */
class OneArtifactIT {

  @Test
  void theJarContainsTheServiceTheAdminAndPostgres() throws IOException {
    try (JarFile jar = new JarFile(App.packaged().jar().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.oneoff.admin.cli.Main");
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains(
              "dev/oneoff/orders/Order.class",
              "dev/oneoff/admin/migrate/Migrations.class",
              "db/changelog/db.changelog-master.yaml");
      assertThat(names.stream().filter(name -> name.endsWith(".txz")))
          .as("PostgreSQL for one platform")
          .hasSize(1);
    }
  }

  @Test
  void theToolkitsJarNamesNothingOfTheService() throws IOException {
    Path toolkit = Path.of(System.getProperty("oneoff.toolkit.jar"));
    try (JarFile jar = new JarFile(toolkit.toFile())) {
      List<String> files =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(files)
          .allMatch(name -> name.startsWith("dev/oneoff/admin/") || name.startsWith("META-INF/"));
      assertThat(files).contains("META-INF/jandex.idx", "META-INF/beans.xml");
      for (String name : files) {
        if (name.startsWith("META-INF/services/")) {
          String entries =
              new String(
                  jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
          assertThat(entries.lines())
              .as(name)
              .allMatch(line -> line.startsWith("dev.oneoff.admin."));
        }
      }
    }
  }
}
