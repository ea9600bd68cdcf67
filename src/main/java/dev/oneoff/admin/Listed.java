package dev.oneoff.admin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file in which a build lists classes of its module by their binary names, one per line. It lives
 * in {@code META-INF/services}, because any tool that merges jars merges those files too. It is
 * written even if there is nothing to list: only an existing file proves that the build has looked.
 */
public enum Listed {
  TASKS("dev.oneoff.admin.task.Task"),
  /** Classes that say which columns are {@link Sensitive}. */
  SENSITIVE("dev.oneoff.admin.Sensitive"),
  /** The service's entities: for completing their names. */
  ENTITIES("dev.oneoff.admin.Entity"),
  /** The service's own main classes. */
  MAINS("dev.oneoff.admin.Main");

  private final String path;

  Listed(String name) {
    this.path = "META-INF/services/" + name;
  }

  public String path() {
    return path;
  }

  /** Whether the build of this release has looked. */
  public boolean written() {
    return written(loader());
  }

  public boolean written(ClassLoader loader) {
    return loader.getResource(path) != null;
  }

  /**
   * A list that was never written is not the same as an empty one.
   *
   * @throws AdminException {@code CONFIGURATION} if the build has not looked
   */
  public void requireWritten() {
    if (!written()) {
      throw AdminException.configuration(notWritten() + " " + ADVICE);
    }
  }

  /** What is missing, in a sentence. */
  public static String notWritten() {
    return "This release was built without Oneoff's annotation processor, so it is not known"
        + " which fixes, cleanups and reports it has, and which of its columns are sensitive.";
  }

  /** What to do about it. */
  public static final String ADVICE =
      "Set <proc>full</proc> on maven-compiler-plugin, because from JDK 23 on javac runs no"
          + " processor by default; if it has annotationProcessorPaths, add"
          + " dev.oneoff:oneoff-admin to them (in Gradle: annotationProcessor). Then do a clean"
          + " build.";

  /** The classes from all jars. */
  public Set<String> read() {
    return read(loader());
  }

  public Set<String> read(ClassLoader loader) {
    return read(path, loader);
  }

  /** The same, for any file in this format. */
  public static Set<String> read(String path, ClassLoader loader) {
    Set<String> names = new TreeSet<>();
    try {
      List<URL> files = Collections.list(loader.getResources(path));
      for (URL file : files) {
        try (Reader text = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
          names.addAll(read(text));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** The listed classes; comments start with {@code #}. */
  public static Set<String> read(Reader text) throws IOException {
    Set<String> names = new TreeSet<>();
    BufferedReader lines = new BufferedReader(text);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String name = line.replaceFirst("#.*", "").strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Writes a first line that says the build has looked, so that the file is never empty. */
  public static void write(Set<String> names, Writer text) throws IOException {
    text.write("# All that javac compiled was looked at.\n");
    for (String name : names) {
      text.write(name);
      text.write('\n');
    }
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }
}
