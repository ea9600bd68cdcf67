package dev.oneoff.admin.sql.prompt;

import dev.oneoff.admin.AdminException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line that is for the prompt itself.
 *
 * @param name as typed: {@code \d}, {@code :write}
 * @param arguments what follows; a quoted string is a single one
 */
record PromptWord(String name, List<String> arguments) {

  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  static PromptWord of(String line) {
    List<String> parts =
        PART.matcher(line.strip().replaceFirst("(?<=^\\w{1,9})\\(\\);?$|;$", ""))
            .results()
            .map(PromptWord::text)
            .toList();
    return new PromptWord(parts.get(0), parts.subList(1, parts.size()));
  }

  private static String text(MatchResult part) {
    return part.group(1) != null
        ? part.group(1)
        : part.group(2) != null ? part.group(2) : part.group(3);
  }

  /** The only argument, or this if there is none. */
  String argument(String otherwise) {
    if (arguments.size() > 1) {
      throw AdminException.usage(name + " takes one word. \\? shows which.");
    }
    return arguments.isEmpty() ? otherwise : arguments.get(0);
  }
}
