package dev.oneoff.admin.shell.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was declared in the shell, by the names that somebody typed. */
public final class TypedNames {

  // JShell wraps each snippet in a class, and the predefined names belong to another one.
  private static final Pattern AROUND =
      Pattern.compile(
          "\\bREPL\\.\\$JShell\\$\\w+[.$]|\\b" + Pattern.quote(AtHandClass.NAME) + "\\.");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

  private TypedNames() {}

  /** A text without the enclosing classes' names. */
  public static String in(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** A declaration on one line, without packages. */
  public static String inSignature(String signature) {
    return PACKAGE.matcher(in(signature)).replaceAll("");
  }

  /** The text of a value; for a lambda, a note that it is one. */
  public static String of(Object value) {
    Class<?> type = value.getClass();
    String text = String.valueOf(value);
    String itself = type.getName() + "@";
    if (!text.startsWith(itself)) {
      return text;
    }
    if (type.isHidden() && type.getName().contains("$$Lambda")) {
      return Stream.of(type.getInterfaces())
          .map(Class::getSimpleName)
          .collect(Collectors.joining(", ", "a lambda: ", ""));
    }
    Matcher around = AROUND.matcher(text);
    return around.lookingAt() ? text.substring(around.end()) : text;
  }
}
