package dev.oneoff.admin.job.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A command as a person would type it. */
final class CommandLineText {

  private CommandLineText() {}

  static String of(List<String> words) {
    return words.stream()
        .map(
            word ->
                word.matches("[A-Za-z0-9_./:=@%+,-]+")
                    ? word
                    : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
