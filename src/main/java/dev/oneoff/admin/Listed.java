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
 * A file in which a build lists classes of its module by their binary names, one on a line. It
 * stands where service entries do, because whatever joins jars into one joins those files too. It
 * is written even where there is nothing to list: only a file that is there says that somebody
 * looked.
 */
public enum Listed {
  TASKS("dev.oneoff.admin.task.Task"),
  /** Classes that tell which columns are {@link Sensitive}. */
  SENSITIVE("dev.oneoff.admin.Sensitive"),
  /** The service's entities: to complete their names. */
  ENTITIES("dev.oneoff.admin.Entity");

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
   * A list that nobody wrote is no empty one.
   *
   * @throws AdminException {@code CONFIGURATION} where the build has not looked
   */
  public void requireWritten() {
    if (!written()) {
      throw AdminException.configuration(notWritten() + " " + ADVICE);
    }
  }

  /** What is missing, in a sentence. */
  public static String notWritten() {
    return "This release was built without Oneoff's annotation processor, so nothing tells which"
        + " fixes, clean-ups and reports it has, and which of its columns are sensitive.";
  }

  /** What to do about it. */
  public static final String ADVICE =
      "Give maven-compiler-plugin <proc>full</proc>, without which javac runs none from JDK 23 on;"
          + " where it has annotationProcessorPaths, add dev.oneoff:oneoff with the classifier"
          + " admin to them (in Gradle: annotationProcessor). Then build it anew, from clean.";

  /** The classes of all jars. */
  public Set<String> read() {
    return read(loader());
  }

  public Set<String> read(ClassLoader loader) {
    return read(path, loader);
  }

  /** The same of any file of this form. */
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

  /** The classes that are listed; comments begin with {@code #}. */
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

  /** Says in its first line that somebody has looked, so that the file is never empty. */
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
