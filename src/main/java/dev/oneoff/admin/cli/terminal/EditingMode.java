package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key bindings for editing a line. A person's readline configuration applies here too: {@code
 * set editing-mode vi} in their inputrc. Keys bound in that file are left to readline.
 */
public enum EditingMode {
  EMACS,
  VI;

  /** From the file that readline would read. */
  static EditingMode asked() {
    return asked(System.getenv(), Path.of(System.getProperty("user.home")), Path.of("/etc"));
  }

  static EditingMode asked(Map<String, String> variables, Path home, Path everybodys) {
    String named = variables.getOrDefault("INPUTRC", "");
    return (named.isBlank()
            ? Stream.of(home.resolve(".inputrc"), everybodys.resolve("inputrc"))
            : Stream.of(Path.of(named)))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(EditingMode::in)
        .orElse(EMACS);
  }

  private static EditingMode in(Path file) {
    try {
      // Anything in it that is not UTF-8 belongs to key bindings.
      return in(Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
    } catch (IOException e) {
      return EMACS;
    }
  }

  private static EditingMode in(List<String> lines) {
    EditingMode mode = EMACS;
    // Whether each $if around the line holds.
    Deque<Boolean> holds = new ArrayDeque<>();
    for (String line : lines) {
      String[] words = line.strip().toLowerCase(Locale.ROOT).split("\\s+", 3);
      switch (words[0]) {
        case "$if" -> holds.push(words.length > 1 && holds(words[1], mode));
        case "$else" -> holds.push(!holds.isEmpty() && !holds.pop());
        case "$endif" -> holds.poll();
        case "set" -> {
          if (!holds.contains(false) && words.length == 3 && words[1].equals("editing-mode")) {
            mode = of(words[2].replaceFirst("\\s.*", "")).orElse(mode);
          }
        }
        default -> {
          // A key binding, or a comment.
        }
      }
    }
    return mode;
  }

  private static boolean holds(String condition, EditingMode mode) {
    return condition.equals("oneoff") || condition.equals("mode=" + mode);
  }

  /**
   * The mode with this name.
   *
   * @throws AdminException {@code USAGE} if there is none
   */
  public static EditingMode named(String name) {
    return of(name)
        .orElseThrow(
            () -> AdminException.usage("Lines are edited as in vi or emacs: say :set vi."));
  }

  private static Optional<EditingMode> of(String name) {
    return Stream.of(values()).filter(mode -> mode.toString().equals(name)).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
