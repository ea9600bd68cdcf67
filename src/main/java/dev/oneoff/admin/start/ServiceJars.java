package dev.oneoff.admin.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The jars that the running service is packaged as: one with everything in it (uber-jar); one that
 * names its libraries in its manifest (legacy-jar, and the image's); or Quarkus's fast-jar, where
 * {@code quarkus-run.jar} only starts what is in the directories beside it.
 *
 * <p>They are found by where this class comes from, so it does not matter by which jar, class path
 * or working directory Java was started. In dev mode and in tests there are none.
 */
public final class ServiceJars {

  private static final String FAST_JAR = "quarkus-run.jar";

  // Classes that the build has rewritten come before the originals.
  private static final List<String> OWN = List.of("quarkus", "app");
  private static final List<String> LIBRARIES = List.of("lib/main", "lib/boot");

  private final Path started;
  private final Attributes manifest;
  private final List<Path> own;
  private final List<Path> libraries;

  private ServiceJars(Path started, Attributes manifest, List<Path> own, List<Path> libraries) {
    this.started = started;
    this.manifest = manifest;
    this.own = own;
    this.libraries = libraries;
  }

  /** Looked for once: they do not change under a process. */
  public static Optional<ServiceJars> running() {
    return Running.JARS;
  }

  private static final class Running {
    static final Optional<ServiceJars> JARS =
        location(ServiceJars.class)
            .flatMap(toolkit -> around(toolkit, System.getProperty("java.class.path")));
  }

  private static Optional<Path> location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? Optional.empty() : file(source.getLocation().toString());
  }

  private static Optional<Path> file(String url) {
    try {
      URI address = new URI(url);
      return "file".equals(address.getScheme())
          ? Optional.of(Path.of(address).toAbsolutePath())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * Finds them.
   *
   * @param toolkit where the toolkit's classes are
   * @param classPath Java's own
   */
  static Optional<ServiceJars> around(Path toolkit, String classPath) {
    try {
      Path fastJar = fastJarAround(toolkit);
      if (fastJar != null) {
        return Optional.of(
            new ServiceJars(
                fastJar,
                manifestOf(fastJar),
                jarsBeside(fastJar, OWN),
                jarsBeside(fastJar, LIBRARIES)));
      }
      if (!Files.isRegularFile(toolkit)) {
        return Optional.empty();
      }
      Attributes own = manifestOf(toolkit);
      if (own.containsKey(Attributes.Name.MAIN_CLASS)) {
        return Optional.of(alone(toolkit, own));
      }
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        Path jar = Path.of(entry).toAbsolutePath();
        if (Files.isRegularFile(jar)) {
          Attributes manifest = manifestOfAny(jar);
          if (isOfAService(manifest) && names(jar, manifest, toolkit)) {
            return Optional.of(alone(jar, manifest));
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Java ignores what is no jar there.
  private static Attributes manifestOfAny(Path file) throws IOException {
    try {
      return manifestOf(file);
    } catch (ZipException e) {
      return new Attributes();
    }
  }

  // The toolkit is in app where it is the service's own code, and otherwise in lib/main.
  private static @Nullable Path fastJarAround(Path toolkit) {
    for (String part : Stream.concat(OWN.stream(), LIBRARIES.stream()).toList()) {
      Path root = toolkit.getParent();
      if (root != null && root.endsWith(part)) {
        for (int names = Path.of(part).getNameCount(); root != null && names > 0; names--) {
          root = root.getParent();
        }
        if (root != null && Files.isRegularFile(root.resolve(FAST_JAR))) {
          return root.resolve(FAST_JAR);
        }
      }
    }
    return null;
  }

  private static List<Path> jarsBeside(Path fastJar, List<String> parts) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String part : parts) {
      Path directory = fastJar.resolveSibling(part);
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          // transformed-bytecode.jar before generated-bytecode.jar is reverse alphabetical order.
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .sorted(Comparator.reverseOrder())
              .forEach(jars::add);
        }
      }
    }
    return jars;
  }

  private static ServiceJars alone(Path jar, Attributes manifest) {
    return new ServiceJars(jar, manifest, List.of(jar), named(jar, manifest));
  }

  // Runners of tests, and IDEs, put a whole class path into a jar's manifest, too.
  private static boolean isOfAService(Attributes manifest) {
    return manifest.containsKey(Attributes.Name.MAIN_CLASS)
        && manifest.containsKey(Attributes.Name.IMPLEMENTATION_TITLE);
  }

  // Java has followed links to the toolkit, and perhaps not to the jar.
  private static boolean names(Path jar, Attributes manifest, Path toolkit) throws IOException {
    for (Path library : named(jar, manifest)) {
      if (library.endsWith(toolkit.getFileName())
          && Files.exists(library)
          && Files.isSameFile(library, toolkit)) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> named(Path jar, Attributes manifest) {
    String names = manifest.getValue(Attributes.Name.CLASS_PATH);
    return names == null
        ? List.of()
        : Stream.of(names.strip().split("\\s+"))
            .flatMap(name -> file(jar.toUri().resolve(name).toString()).stream())
            .toList();
  }

  private static Attributes manifestOf(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
  }

  /** Where the build has put them, unless they were moved since. */
  public Path directory() {
    Path of = started.endsWith(FAST_JAR) ? started.resolveSibling("") : started;
    return of.resolveSibling("");
  }

  /** In its manifest the build describes the service. */
  public Attributes manifest() {
    return manifest;
  }

  /** Those with the service's own classes, and with those that the build has made. */
  List<Path> own() {
    return own;
  }

  List<Path> libraries() {
    return libraries;
  }

  /** All, in the order in which classes are looked for. */
  public List<Path> all() {
    return Stream.concat(own.stream(), libraries.stream()).toList();
  }

  /** Whether Java may have opened it to start the service. */
  public boolean has(Path file) {
    return file.equals(started) || own.contains(file) || libraries.contains(file);
  }

  /** Whether it is in one of the service's own jars. */
  boolean isOwn(URL resource) {
    String address = resource.toString();
    int end = address.indexOf("!/");
    return address.startsWith("jar:")
        && end > 0
        && file(address.substring("jar:".length(), end)).filter(own::contains).isPresent();
  }
}
