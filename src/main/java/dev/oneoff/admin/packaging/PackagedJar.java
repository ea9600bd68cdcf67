package dev.oneoff.admin.packaging;

import dev.oneoff.admin.start.BuildId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the jar of a build. Entries are sorted and bear one date, so that equal builds give
 * equal jars, as are the classes that the build wrote ({@link StableClass}); what is useless is
 * left out ({@link KeptEntries}), old classes get a format that caches take ({@link OldClass}),
 * what help says is written down ({@link CommandsOf}), and the {@link BuildId}, a hash of
 * everything else, is put into the jar and into its own class.
 */
public final class PackagedJar implements AutoCloseable {

  private static final String BUILD_ID_CLASS = BuildId.class.getName().replace('.', '/') + ".class";

  private final ZipFile source;
  private final URLClassLoader classes;
  private final StableClass stable;
  private final MessageDigest hash;
  private final Set<String> ofLibraries = new HashSet<>();

  private PackagedJar(Path jar) throws IOException, NoSuchAlgorithmException {
    this.source = ZipFile.builder().setPath(jar).get();
    this.classes =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    this.stable = new StableClass(grouped(), classes);
    this.hash = MessageDigest.getInstance("SHA-256");
  }

  /**
   * Rewrites a jar, unless there is none or that was done already.
   *
   * @param arguments the jar
   */
  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    if (!Files.exists(jar)) {
      // A build of another kind, such as Quarkus's fast-jar.
      return;
    }
    Path written = jar.resolveSibling(jar.getFileName() + ".part");
    try (PackagedJar packaged = new PackagedJar(jar)) {
      if (packaged.source.getEntry(BuildId.ENTRY) != null) {
        return;
      }
      String build = packaged.writeTo(written);
      Launcher.write(jar, build);
      ImageJars.write(jar, written, packaged.ofLibraries);
      // Last, because with it all counts as done.
      Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private String writeTo(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    source.getEntries().asIterator().forEachRemaining(entry -> names.add(entry.getName()));
    Map<String, String> kept = KeptEntries.of(names);
    Libraries libraries = Libraries.ofBuild();
    try (JarWriter out = new JarWriter(file)) {
      // Where readers of a stream look for it.
      copy(JarFile.MANIFEST_NAME, entry(kept.remove(JarFile.MANIFEST_NAME)), out);
      ZipArchiveEntry buildId = entry(kept.remove(BUILD_ID_CLASS));
      for (Map.Entry<String, String> each : kept.entrySet()) {
        ZipArchiveEntry from = entry(each.getValue());
        copy(each.getKey(), from, out);
        if (libraries.have(from)) {
          ofLibraries.add(each.getKey());
        }
      }
      if (source.getEntry(CommandsOf.SERVICES) != null) {
        byte[] commands = CommandsOf.text(classes);
        hash.update(commands);
        out.write(CommandsOf.entry(classes), commands);
      }
      String id = HexFormat.of().formatHex(hash.digest(), 0, 16);
      out.write(BUILD_ID_CLASS, BuildIdClass.with(id, content(buildId)));
      out.write(BuildId.ENTRY, id.getBytes(StandardCharsets.UTF_8));
      return id;
    }
  }

  private Map<String, byte[]> grouped() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (ZipArchiveEntry entry : Collections.list(source.getEntries())) {
      if (StableClass.isOfAGroup(entry.getName())) {
        contents.put(entry.getName(), content(entry));
      }
    }
    return contents;
  }

  private ZipArchiveEntry entry(@Nullable String name) throws IOException {
    ZipArchiveEntry entry = name == null ? null : source.getEntry(name);
    if (entry == null) {
      throw new IOException("This is not a jar with the toolkit in it: an entry is missing.");
    }
    return entry;
  }

  private byte[] content(ZipArchiveEntry entry) throws IOException {
    try (InputStream in = source.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void copy(String name, ZipArchiveEntry from, JarWriter out) throws IOException {
    byte[] content = content(from);
    byte[] fit = name.endsWith(".class") ? fit(name, content) : content;
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    hash.update(fit);
    if (fit != content) {
      out.write(name, fit);
      return;
    }
    try (InputStream compressed = source.getRawInputStream(from)) {
      out.copy(name, from, compressed);
    }
  }

  private byte[] fit(String name, byte[] content) {
    return OldClass.is(content) ? OldClass.modernized(content, classes) : stable.of(name, content);
  }

  @Override
  public void close() throws IOException {
    source.close();
    classes.close();
  }
}
