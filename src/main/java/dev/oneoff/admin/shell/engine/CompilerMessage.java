package dev.oneoff.admin.shell.engine;

import dev.oneoff.admin.Suggestion;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What javac says of a snippet. Of what it does not find it tells a symbol and a location that
 * nobody typed: the class around the snippet, or the name under which the last value is kept.
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

  /** Whether a type does not have what is asked of it. */
  boolean aboutAMember() {
    return notFound && !place().isEmpty();
  }

  /** What was not found. */
  String name() {
    return missing.group("name");
  }

  /** Whether it tells of a name that is none, and none of these is that or nearly that. */
  boolean leavesOpen(Map<String, String> names) {
    return notFound && meant(names).isEmpty();
  }

  /**
   * As a sentence.
   *
   * @param names what could have been meant where there is no such name, and what each of them is
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
      // It is there, and something else.
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
