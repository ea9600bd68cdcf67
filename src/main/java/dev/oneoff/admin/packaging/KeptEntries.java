package dev.oneoff.admin.packaging;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a jar is kept, and under which name. Left out is what no process of the jar can use,
 * whatever it does; a class that only seems to be unused is kept.
 */
final class KeptEntries {

  /** The oldest Java that runs the jar: it never sees what is there for older ones. */
  private static final int OLDEST = 17;

  private static final Pattern FOR_A_VERSION = Pattern.compile("META-INF/versions/(\\d+)/(.+)");

  /**
   * Files for other readers than a running service: modules, where there is only a class path; the
   * native compiler; OSGi; the build that Maven had of a library (its {@code pom.properties} stays,
   * by which scanners tell the library); Liquibase's examples; the toolkit's packaging.
   */
  private static final Pattern USELESS =
      Pattern.compile(
          "(.*/)?module-info\\.class"
              + "|META-INF/native-image/.*"
              + "|META-INF/maven/.*/pom\\.xml"
              + "|META-INF/INDEX\\.LIST"
              + "|OSGI-(INF|OPT)/.*"
              + "|liquibase/examples/.*"
              + "|dev/oneoff/admin/packaging/.*");

  private KeptEntries() {}

  /**
   * Of these names.
   *
   * @return new name to present name, in the order of the new ones
   */
  static Map<String, String> of(Collection<String> names) {
    Map<String, String> kept = new TreeMap<>();
    Map<String, Integer> versions = new TreeMap<>();
    for (String name : names) {
      Matcher versioned = FOR_A_VERSION.matcher(name);
      boolean matches = versioned.matches();
      int version = matches ? Integer.parseInt(versioned.group(1)) : 0;
      String unversioned = matches && version <= OLDEST ? versioned.group(2) : name;
      // Java looks for classes and resources of a version, never for another META-INF.
      boolean unseen = matches && versioned.group(2).startsWith("META-INF/");
      if (!unseen
          && !USELESS.matcher(matches ? versioned.group(2) : name).matches()
          && version >= versions.getOrDefault(unversioned, -1)) {
        versions.put(unversioned, version);
        kept.put(unversioned, name);
      }
    }
    Set<String> withFiles = withFiles(kept.keySet());
    kept.keySet().removeIf(name -> name.endsWith("/") && !withFiles.contains(name));
    return kept;
  }

  /** Directories that are looked into for files; for classes nobody does. */
  private static Set<String> withFiles(Collection<String> names) {
    Set<String> directories = new HashSet<>();
    for (String name : names) {
      if (!name.endsWith(".class") && !name.endsWith("/")) {
        for (int slash = name.lastIndexOf('/');
            slash >= 0;
            slash = name.lastIndexOf('/', slash - 1)) {
          directories.add(name.substring(0, slash + 1));
        }
      }
    }
    return directories;
  }
}
