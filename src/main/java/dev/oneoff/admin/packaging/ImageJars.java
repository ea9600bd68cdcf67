package dev.oneoff.admin.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The same jar in two, for a container image: the libraries, whose layer stays as it is when the
 * code changes, and the rest, which names them in its manifest. PostgreSQL's programs are in
 * neither.
 */
final class ImageJars {

  private static final String LIBRARIES = "libraries.jar";
  private static final Pattern PROGRAMS = Pattern.compile("postgres-.*\\.txz");

  private ImageJars() {}

  /**
   * Writes them into the directory {@code image} beside the jar.
   *
   * @param packaged what the jar will be
   * @param ofLibraries the names of the entries that a library has
   */
  static void write(Path jar, Path packaged, Set<String> ofLibraries) throws IOException {
    Path directory = Files.createDirectories(jar.resolveSibling("image"));
    try (ZipFile source = ZipFile.builder().setPath(packaged).get();
        JarWriter code = new JarWriter(directory.resolve(jar.getFileName()));
        JarWriter libraries = new JarWriter(directory.resolve(LIBRARIES))) {
      for (ZipArchiveEntry entry : Collections.list(source.getEntriesInPhysicalOrder())) {
        String name = entry.getName();
        if (name.equals(JarFile.MANIFEST_NAME)) {
          code.write(JarFile.MANIFEST_NAME, naming(source.getInputStream(entry)));
          libraries.write(JarFile.MANIFEST_NAME, ofVersions());
        } else if (name.endsWith("/")) {
          // Either may have files in it, and is looked through.
          code.write(name, new byte[0]);
          libraries.write(name, new byte[0]);
        } else if (!PROGRAMS.matcher(name).matches()) {
          try (InputStream compressed = source.getRawInputStream(entry)) {
            (ofLibraries.contains(name) ? libraries : code).copy(name, entry, compressed);
          }
        }
      }
    }
  }

  private static byte[] naming(InputStream content) throws IOException {
    try (content) {
      Manifest manifest = new Manifest(content);
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, LIBRARIES);
      return bytes(manifest);
    }
  }

  // Libraries may have classes for a later Java.
  private static byte[] ofVersions() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    return bytes(manifest);
  }

  private static byte[] bytes(Manifest manifest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }
}
