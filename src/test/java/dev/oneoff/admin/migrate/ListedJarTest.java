package dev.oneoff.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.Settings;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the file system goes that Liquibase has opened. */
class ListedJarTest {

  @TempDir Path directory;

  private final Settings settings =
      TestDatabase.settingsOf(Map.of("quarkus.liquibase.change-log", "listed/changelog.yaml"));
  private final ClassLoader former = Thread.currentThread().getContextClassLoader();
  private URLClassLoader service;
  private URI jar;

  @BeforeEach
  void aServiceInAJar() throws Exception {
    Path file = directory.resolve("service.jar");
    jar = URI.create("jar:" + file.toUri());
    try (FileSystem made = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Files.createDirectory(made.getPath("listed"));
      Files.writeString(made.getPath("listed/changelog.yaml"), "databaseChangeLog: []");
    }
    service = new URLClassLoader(new URL[] {file.toUri().toURL()}, former);
    Thread.currentThread().setContextClassLoader(service);
  }

  @AfterEach
  void forget() throws Exception {
    Thread.currentThread().setContextClassLoader(former);
    service.close();
  }

  @Test
  void itGoesWithTheLastWhoHoldsIt() throws Exception {
    FileSystem opened;
    try (ListedJar first = ListedJar.of(settings)) {
      try (ListedJar second = ListedJar.of(settings)) {
        opened = FileSystems.newFileSystem(jar, Map.of());
      }
      assertThat(opened.isOpen()).isTrue();
    }
    assertThat(opened.isOpen()).isFalse();
  }

  @Test
  void whatSomebodyElseHasOpenedStaysOpen() throws Exception {
    try (FileSystem opened = FileSystems.newFileSystem(jar, Map.of())) {
      try (ListedJar listed = ListedJar.of(settings)) {
        assertThat(ListedJar.open(jar)).isTrue();
      }
      assertThat(opened.isOpen()).isTrue();
    }
  }

  @Test
  void aChangelogInADirectoryNeedsNothing() throws Exception {
    Thread.currentThread().setContextClassLoader(former);
    try (ListedJar listed = ListedJar.of(settings)) {
      assertThat(ListedJar.open(jar)).isFalse();
    }
  }
}
