package dev.oneoff.admin.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The prompt's own words, which are not Java. {@link ShellWords} executes them. */
enum ShellWord {
  HELP(":help", "help"),
  BEANS(":beans"),
  MODELS(":models"),
  VARS(":vars"),
  IMPORTS(":imports"),
  HISTORY(":history"),
  SQL(":sql"),
  WRITE(":write"),
  READ_ONLY(":read-only"),
  UNDO(":undo"),
  EXPLAIN(":explain"),
  AS(":as"),
  SAVE(":save"),
  EDIT(":edit"),
  TIME(":time"),
  SQLLOG(":sqllog"),
  SET(":set"),
  QUIT(":quit", ":exit", ":q", "exit", "quit"),
  CLEAR("clear");

  // The list is immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  ShellWord(String... names) {
    this.names = List.of(names);
  }

  /** The one with this name. */
  static Optional<ShellWord> named(String name) {
    return Stream.of(values()).filter(word -> word.names.contains(name)).findFirst();
  }

  /** The names to choose from: those that cannot be Java. */
  static List<String> listed() {
    return Stream.of(values())
        .map(word -> word.names.get(0))
        .filter(name -> !isPlain(name))
        .toList();
  }

  /** Its names that could be Java, too. */
  List<String> plain() {
    return names.stream().filter(ShellWord::isPlain).toList();
  }

  private static boolean isPlain(String name) {
    return !name.startsWith(":");
  }

  /** Whether it sends something that takes time. */
  boolean isTimed() {
    return this == SQL || this == UNDO || this == EXPLAIN || this == AS;
  }
}
