package dev.oneoff.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code console} blocks of a Markdown page: lines {@code $ COMMAND}, each followed by what it
 * prints.
 */
final class ConsoleBlocks {

  private static final String FENCE = "```";
  private static final String ANYTHING = "…";

  private ConsoleBlocks() {}

  /**
   * What the page says that happens.
   *
   * @param line where the command stands, from 1
   */
  record Step(int line, String command, List<String> output) {

    /** In the page {@code …} stands for anything within a line, and alone on one for any lines. */
    boolean isWhatHappened(String printed) {
      StringBuilder pattern = new StringBuilder();
      for (String expected : output) {
        pattern.append(expected.equals(ANYTHING) ? "(.*\n)*" : quoted(expected) + "\n");
      }
      return Pattern.matches(pattern.toString(), printed.isEmpty() ? "" : printed + "\n");
    }

    private static String quoted(String expected) {
      List<String> parts = List.of(expected.split(ANYTHING, -1));
      return String.join(".*", parts.stream().map(Pattern::quote).toList());
    }

    /** The command without a build that comes first: whoever tests has built. */
    String commandWithoutBuild() {
      return command.replaceFirst("^\\./mvnw [^&]*(&& )?", "");
    }
  }

  static List<Step> of(Path page) throws IOException {
    List<Step> steps = new ArrayList<>();
    boolean inside = false;
    int number = 0;
    for (String line : Files.readAllLines(page)) {
      number++;
      if (line.startsWith(FENCE)) {
        inside = line.equals(FENCE + "console");
      } else if (inside && line.startsWith("$ ")) {
        steps.add(new Step(number, line.substring(2), new ArrayList<>()));
      } else if (inside && steps.isEmpty()) {
        throw new IllegalArgumentException(page + ":" + number + ": output before any command");
      } else if (inside) {
        steps.get(steps.size() - 1).output().add(line.stripTrailing());
      }
    }
    return steps;
  }
}
