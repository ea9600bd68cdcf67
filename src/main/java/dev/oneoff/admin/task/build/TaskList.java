package dev.oneoff.admin.task.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file in which a module's tasks are listed: the binary names of classes, one on a line. It
 * stands where service entries do, because whatever joins jars into one joins those files too.
 */
public final class TaskList {

  public static final String PATH = "META-INF/services/dev.oneoff.admin.task.Task";

  private TaskList() {}

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

  static void write(Set<String> names, Writer text) throws IOException {
    for (String name : names) {
      text.write(name);
      text.write('\n');
    }
  }
}
