package dev.oneoff.admin.cli.terminal;

import dev.oneoff.admin.ProcessText;
import dev.oneoff.admin.cli.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What can follow a word of the prompt's own: its few arguments, or files. */
public final class WordArguments {

  private WordArguments() {}

  /**
   * Whole replacements for a word.
   *
   * @param before the prompt's word, and the part of the line before this one
   */
  public static Stream<String> of(String before, String word) {
    if (before.matches("(?s):as\\s.*>|:save")) {
      return files(word);
    }
    return (switch (before) {
          case ":as" -> Stream.of(Format.values()).map(Format::toString);
          case ":set" -> Stream.of(EditingMode.values()).map(EditingMode::toString);
          case "\\x" -> Stream.of("on", "off", "auto");
          case ":time", ":sqllog", "\\pager" -> Stream.of("on", "off");
          default -> before.matches(":as\\s+\\w+") ? Stream.of(">") : Stream.<String>of();
        })
        .filter(each -> each.startsWith(word));
  }

  private static Stream<String> files(String word) {
    int name = word.lastIndexOf('/') + 1;
    String directory = word.substring(0, name);
    try (Stream<Path> files = Files.list(ProcessText.file(directory.isEmpty() ? "." : directory))) {
      List<String> all =
          files
              .filter(file -> isMeant(file, word.substring(name)))
              .map(file -> directory + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
              .sorted()
              .toList();
      return all.stream();
    } catch (IOException | InvalidPathException e) {
      return Stream.of();
    }
  }

  // Hidden ones only if one has started to type such a name.
  private static boolean isMeant(Path file, String begin) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(begin) && (!name.startsWith(".") || begin.startsWith("."));
  }
}
