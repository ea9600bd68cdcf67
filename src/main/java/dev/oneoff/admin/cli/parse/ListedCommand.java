package dev.oneoff.admin.cli.parse;

import dev.oneoff.admin.cli.AdminCommand;
import dev.oneoff.admin.cli.SubcommandOf;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;

/**
 * What a list of commands says about one.
 *
 * @param type its class's name
 * @param path its words: {@code migrate status}
 * @param description its lines
 */
record ListedCommand(String type, String path, List<String> description) {

  private static final String SEPARATOR = "\t";

  /** By its annotations. */
  static ListedCommand of(Class<? extends AdminCommand> type) {
    return new ListedCommand(type.getName(), path(type), List.of(annotation(type).description()));
  }

  /** By a {@link #line}. */
  static ListedCommand of(String line) {
    List<String> fields = Arrays.asList(line.split(SEPARATOR, -1));
    return new ListedCommand(fields.get(0), fields.get(1), fields.subList(2, fields.size()));
  }

  private static String path(Class<?> type) {
    SubcommandOf above = type.getAnnotation(SubcommandOf.class);
    String name = annotation(type).name();
    return above == null ? name : path(above.value()) + " " + name;
  }

  private static Command annotation(Class<?> type) {
    return Objects.requireNonNull(type.getAnnotation(Command.class), type.getName());
  }

  /** All of it in one line of text. */
  String line() {
    String line = type + SEPARATOR + path + SEPARATOR + String.join(SEPARATOR, description);
    if (!of(line).equals(this) || line.indexOf('\n') >= 0) {
      throw new IllegalStateException(
          "The description of '" + path + "' has a tab or a line break: make it several strings.");
    }
    return line;
  }

  /** The last word. */
  String name() {
    return path.substring(path.lastIndexOf(' ') + 1);
  }

  /** A new one, whose options can be read and set. */
  AdminCommand create() {
    try {
      return Class.forName(type, true, Thread.currentThread().getContextClassLoader())
          .asSubclass(AdminCommand.class)
          .getConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " cannot be created.", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " must be public and have a public constructor.", e);
    }
  }
}
