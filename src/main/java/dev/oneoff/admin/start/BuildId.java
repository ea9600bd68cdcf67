package dev.oneoff.admin.start;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which build the running classes come from, and which one the jar holds. They differ if Java takes
 * its classes from a cache of another jar that stood at the same path: Java 25 does not notice
 * (JDK-8377932).
 */
public final class BuildId {

  /** Where the jar holds its own. */
  public static final String ENTRY = "META-INF/oneoff-build";

  /** What {@link #ofClasses} returns until the jar is packaged. */
  public static final String UNPACKAGED = "unpackaged";

  private BuildId() {}

  /** The build of the classes that are running; the packaging replaces the text in this method. */
  public static String ofClasses() {
    return "unpackaged";
  }

  /**
   * Compares both.
   *
   * @throws AdminException {@code CONFIGURATION} if the classes are not the jar's
   */
  public static void requireTheJars() {
    require(ofClasses(), ofJar().orElse(UNPACKAGED));
  }

  static void require(String ofClasses, String ofJar) {
    if (!ofClasses.equals(ofJar)) {
      throw AdminException.configuration(
          "Java runs the classes of another build ("
              + ofClasses
              + ") than the jar's ("
              + ofJar
              + "): its class cache is of another jar. Remove the cache"
              + ClassCache.inUse().map(file -> " " + file).orElse("")
              + ", or start without it.");
    }
  }

  private static Optional<String> ofJar() {
    try (InputStream entry = BuildId.class.getClassLoader().getResourceAsStream(ENTRY)) {
      return entry == null
          ? Optional.empty()
          : Optional.of(new String(entry.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
