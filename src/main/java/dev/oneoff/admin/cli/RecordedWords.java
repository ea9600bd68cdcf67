package dev.oneoff.admin.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * What the ledger keeps of a command line.
 *
 * @param command as it is typed: {@code migrate rollback}
 * @param arguments the words after it
 */
record RecordedWords(
    String command, List<String> arguments, Optional<String> reason, boolean onceItBegins) {

  /** Nothing where this command line is not one that is recorded. */
  static Optional<RecordedWords> of(CommandLine chosen, Arguments typed) {
    Recorded recorded =
        chosen.getCommandSpec().userObject().getClass().getAnnotation(Recorded.class);
    ParseResult parsed = chosen.getParseResult();
    if (recorded == null || Stream.of(recorded.unless()).anyMatch(parsed::hasMatchedOption)) {
      return Optional.empty();
    }
    String command = CommandTree.nameOf(chosen);
    return Optional.of(
        new RecordedWords(
            command,
            typed.masked(),
            Optional.ofNullable(parsed.matchedOptionValue(CommonOptions.REASON, null)),
            recorded.onceItBegins()));
  }
}
