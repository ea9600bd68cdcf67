package dev.oneoff.admin.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** The jars on the class path of the build: what is in them does not change with the code. */
final class Libraries {

  private final Map<String, Set<Long>> checksums = new HashMap<>();

  private Libraries() {}

  /** Those that this class's own loader has, which is the build's. */
  static Libraries ofBuild() throws IOException {
    Libraries libraries = new Libraries();
    for (Path file : files()) {
      if (Files.isRegularFile(file)) {
        libraries.add(file);
      }
    }
    return libraries;
  }

  private static List<Path> files() {
    if (Libraries.class.getClassLoader() instanceof URLClassLoader loader) {
      return Stream.of(loader.getURLs()).map(Libraries::path).toList();
    }
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private void add(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        checksums.computeIfAbsent(entry.getName(), name -> new HashSet<>()).add(entry.getCrc());
      }
    }
  }

  /** Whether one of them has this very entry. */
  boolean have(ZipArchiveEntry entry) {
    return checksums.getOrDefault(entry.getName(), Set.of()).contains(entry.getCrc());
  }
}
