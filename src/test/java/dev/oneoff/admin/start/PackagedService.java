package dev.oneoff.admin.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Lays jars out as Quarkus's build does, for a service {@code shop} of version 1.2. */
final class PackagedService {

  private static final Map<String, String> DESCRIBED =
      Map.of(
          "Main-Class", "Start", "Implementation-Title", "shop", "Implementation-Version", "1.2");

  private final Path directory;

  PackagedService(Path directory) {
    this.directory = directory;
  }

  /** The default kind; the toolkit is a library. */
  Path fastJar() throws IOException {
    jar("quarkus-run.jar", DESCRIBED, Map.of());
    jar("app/shop-1.2.jar", Map.of(), Map.of("Shop.class", "shop"));
    jar("quarkus/generated-bytecode.jar", Map.of(), Map.of("Generated.class", "generated"));
    jar("quarkus/transformed-bytecode.jar", Map.of(), Map.of("Shop.class", "transformed"));
    jar("lib/boot/runner.jar", Map.of(), Map.of());
    return jar("lib/main/toolkit.jar", Map.of("Implementation-Title", "toolkit"), Map.of());
  }

  Path uberJar() throws IOException {
    return jar("shop-runner.jar", DESCRIBED, Map.of("Shop.class", "shop"));
  }

  /** The toolkit is a library; the jar to start is {@code shop-runner.jar}. */
  Path legacyJar() throws IOException {
    Map<String, String> naming = new TreeMap<>(DESCRIBED);
    naming.put("Class-Path", "lib/other.jar lib/toolkit.jar");
    jar("shop-runner.jar", naming, Map.of("Shop.class", "shop"));
    jar("lib/other.jar", Map.of(), Map.of());
    return jar("lib/toolkit.jar", Map.of(), Map.of());
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** Writes one. */
  Path jar(String name, Map<String, String> attributes, Map<String, String> entries)
      throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(
        (key, value) -> manifest.getMainAttributes().put(new Attributes.Name(key), value));
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, String> each : new TreeMap<>(entries).entrySet()) {
        JarEntry entry = new JarEntry(each.getKey());
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(each.getValue().getBytes(UTF_8));
      }
    }
    return file;
  }
}
