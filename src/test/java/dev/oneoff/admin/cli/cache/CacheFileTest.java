package dev.oneoff.admin.cli.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFileTest {

  @TempDir Path directory;

  @Test
  void aNewOneRemovesThoseOfTheSameJarAndOfJarsThatAreGone() throws IOException {
    CacheFile mine = cache("mine.jar", "new-17");
    CacheFile other = cache("other.jar", "its-17");
    CacheFile gone = cache("gone.jar", "old-17");
    Path replaced = write(cache("mine.jar", "old-17").path());
    write(mine.path());
    write(other.path());
    write(gone.path());
    Files.delete(gone.jar());

    mine.removeOthers();

    assertThat(mine.path()).exists();
    assertThat(other.path()).exists();
    assertThat(replaced).doesNotExist();
    assertThat(gone.path()).doesNotExist();
  }

  @Test
  void theSameJarsOnAnotherJavaStays() throws IOException {
    Path older = write(cache("mine.jar", "new-25").path());

    cache("mine.jar", "new-17").removeOthers();

    assertThat(older).exists();
  }

  @Test
  void whatIsNoCacheIsLeftAlone() throws IOException {
    Path file = write(directory.resolve("caches/postgresql/lib/postgres.so"));

    cache("mine.jar", "new-17").removeOthers();

    assertThat(file).exists();
  }

  private CacheFile cache(String jar, String name) throws IOException {
    return new CacheFile(
        Files.createDirectories(directory.resolve("caches")),
        write(directory.resolve(jar)),
        name,
        CacheFile.Kind.WHOLE);
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.exists(file) ? file : Files.createFile(file);
  }
}
