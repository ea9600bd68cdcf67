package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.Suggestion;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * javac's message about a snippet. For a missing symbol it reports a symbol and a location that
 * nobody typed: the class around the snippet, or the internal name of the last value.
 */
final class CompilerMessage {

  private static final Pattern MISSING =
      Pattern.compile(
          "cannot find symbol\\s+symbol:\\s+(?<what>(?<kind>\\w+) (?<name>\\w+)[^\\n]*)"
              + "(?:\\s+location: (?:variable \\S+ of type|\\w+)\\s*(?<place>[^\\n]*))?"
              + "(?:\\s+where (?s:.*))?");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

  private final String message;
  private final Matcher missing;
  private final boolean notFound;

  private CompilerMessage(String message) {
    this.message = message;
    this.missing = MISSING.matcher(message.strip());
    this.notFound = missing.matches();
  }

  static CompilerMessage of(String message) {
    return new CompilerMessage(message);
  }

  /** Whether a type lacks the requested member. */
  boolean aboutAMember() {
    return notFound && !place().isEmpty();
  }

  /** What was not found. */
  String name() {
    return missing.group("name");
  }

  /** Whether it reports an unknown name that none of these names equals or resembles. */
  boolean leavesOpen(Map<String, String> names) {
    return notFound && meant(names).isEmpty();
  }

  /**
   * As a sentence.
   *
   * @param names what could have been meant by an unknown name, and what each of them is
   */
  String sentence(Map<String, String> names) {
    if (!notFound) {
      return shortened(message.lines().map(String::strip).collect(Collectors.joining("; ")));
    }
    String what = shortened(missing.group("what").strip());
    return (aboutAMember() ? shortened(place()) + " has no " : "There is no ")
        + what
        + "."
        + meant(names);
  }

  private String place() {
    String place = missing.group("place");
    return place == null ? "" : place.strip();
  }

  private String meant(Map<String, String> names) {
    String name = name();
    if (names.containsKey(name)) {
      // It exists, but is something else.
      String kind = names.get(name);
      return missing.group("kind").equals(kind) ? "" : " " + name + " is a " + kind + ".";
    }
    return Suggestion.of(name, names.keySet())
        .map(word -> " Did you mean " + word + "?")
        .orElse("");
  }

  private static String shortened(String text) {
    return PACKAGE.matcher(text).replaceAll("");
  }
}
