package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.cli.AdminCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The commands that the build lists. A finished jar holds what help says about each as text,
 * because reading the annotations of all of them is a fifth of what help takes; elsewhere they are
 * read.
 */
public final class CommandIndex {

  /** The entry of a finished jar. */
  public static final String ENTRY = "META-INF/oneoff-commands";

  private CommandIndex() {}

  /** By path: a parent comes before its children, and help is in order. */
  static Collection<ListedCommand> commands() {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    try (InputStream entry = classes.getResourceAsStream(ENTRY)) {
      return entry == null
          ? annotated(classes)
          : read(new String(entry.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text for the jar whose classes these are. */
  public static String of(ClassLoader classes) {
    return annotated(classes).stream()
        .map(command -> command.line() + "\n")
        .collect(Collectors.joining());
  }

  // No stream: the first lambda of a process is the most expensive.
  static Collection<ListedCommand> read(String text) {
    List<ListedCommand> commands = new ArrayList<>();
    for (String line : text.strip().split("\n", -1)) {
      commands.add(ListedCommand.of(line));
    }
    return commands;
  }

  private static Collection<ListedCommand> annotated(ClassLoader classes) {
    TreeMap<String, ListedCommand> commands = new TreeMap<>();
    ServiceLoader.load(AdminCommand.class, classes).stream()
        .map(provider -> ListedCommand.of(provider.type()))
        .forEach(
            command -> {
              if (commands.put(command.path(), command) != null) {
                throw new IllegalStateException(
                    "Two commands are called '" + command.path() + "'.");
              }
            });
    return commands.values();
  }
}
