package dev.oneoff.admin.migrate.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Liquibase sees of a directory in a jar. */
class JarPathHandlerTest {

  @TempDir Path directory;

  private URI jar;
  private URL url;

  @BeforeEach
  void aServiceInAJar() throws Exception {
    Path file = directory.resolve("a service.jar");
    jar = URI.create("jar:" + file.toUri());
    url = file.toUri().toURL();
    try (FileSystem made = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectories(made.getPath("listed/deeper"));
      Files.createDirectories(made.getPath("listed too"));
      Files.writeString(made.getPath("listed/b.sql"), "select 'b'");
      Files.writeString(made.getPath("listed/a ä%.sql"), "select 'a'");
      Files.writeString(made.getPath("listed/deeper/c.sql"), "select 'c'");
      Files.writeString(made.getPath("listed too/d.sql"), "select 'd'");
    }
  }

  @Test
  void aDirectoryIsListedInOrderWithOrWithoutSubfolders() throws Exception {
    try (URLClassLoader service = new URLClassLoader(new URL[] {url}, null);
        ClassLoaderResourceAccessor resources = resources(service)) {
      assertThat(paths(resources.search("listed/", true)))
          .containsExactly("listed/a ä%.sql", "listed/b.sql", "listed/deeper/c.sql");
      assertThat(paths(resources.search("listed", false)))
          .containsExactly("listed/a ä%.sql", "listed/b.sql");
    }
  }

  @Test
  void aFileIsReadWhateverItsName() throws Exception {
    try (JarContents contents = new JarContents(jar + "!/")) {
      Resource resource = contents.getAll("/listed/a ä%.sql").get(0);
      try (InputStream in = resource.openInputStream()) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("select 'a'");
      }
      assertThat(contents.getAll("listed/none.sql")).isEmpty();
    }
  }

  @Test
  void noFileSystemIsLeftOpen() throws Exception {
    try (URLClassLoader service = new URLClassLoader(new URL[] {url}, null);
        ClassLoaderResourceAccessor resources = resources(service)) {
      assertThat(resources.search("listed/", true)).hasSize(3);
    }
    assertThatThrownBy(() -> FileSystems.getFileSystem(jar))
        .isInstanceOf(FileSystemNotFoundException.class);
  }

  // As the class loader of a service is: it says what it finds, and not where it looks.
  private static ClassLoaderResourceAccessor resources(URLClassLoader service) {
    return new ClassLoaderResourceAccessor(
        new ClassLoader(null) {
          @Override
          protected Enumeration<URL> findResources(String name) throws IOException {
            return service.findResources(name);
          }
        });
  }

  private static List<String> paths(List<Resource> resources) {
    return resources.stream().map(Resource::getPath).toList();
  }
}
