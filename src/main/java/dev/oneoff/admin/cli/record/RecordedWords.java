package dev.oneoff.admin.cli.record;

import dev.oneoff.admin.cli.OfTask;
import dev.oneoff.admin.cli.ReadsOnly;
import dev.oneoff.admin.cli.parse.Arguments;
import dev.oneoff.admin.cli.parse.CommandTree;
import dev.oneoff.admin.cli.parse.CommonOptions;
import dev.oneoff.admin.ledger.NewRun;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * What the ledger keeps of a command line.
 *
 * @param command as typed: {@code migrate rollback}
 * @param task the task's name, if the command runs one
 * @param arguments the words after it
 * @param dryRun whether everything is rolled back
 * @param needed whether it is refused if the ledger cannot be written
 * @param requireSameRelease whether it is refused if another release or configuration is being
 *     served
 * @param statements whether each of its statements is recorded
 */
public record RecordedWords(
    String command,
    Optional<String> task,
    List<String> arguments,
    boolean dryRun,
    Optional<String> reason,
    boolean onceItBegins,
    boolean needed,
    boolean stoppable,
    boolean requireSameRelease,
    boolean statements) {

  private static final String DRY_RUN = "--dry-run";

  /** For a command that does not run a task. */
  RecordedWords(
      String command,
      List<String> arguments,
      Optional<String> reason,
      boolean onceItBegins,
      boolean needed) {
    this(
        command,
        Optional.empty(),
        arguments,
        false,
        reason,
        onceItBegins,
        needed,
        false,
        false,
        false);
  }

  /** Empty if this command line is not recorded. */
  public static Optional<RecordedWords> of(CommandLine chosen, Arguments typed) {
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
            chosen.getCommandSpec().userObject() instanceof OfTask of
                ? Optional.of(of.taskName())
                : Optional.empty(),
            typed.masked(),
            parsed.hasMatchedOption(DRY_RUN),
            Optional.ofNullable(parsed.matchedOptionValue(CommonOptions.REASON, null)),
            recorded.onceItBegins(),
            !recorded.cure() && !onlyReads(chosen),
            recorded.stoppable(),
            parsed.hasMatchedOption(CommonOptions.SAME_RELEASE),
            recorded.statements()));
  }

  /** The run to begin. */
  NewRun run(Optional<String> environment) {
    return new NewRun(
        command,
        task,
        arguments,
        Optional.empty(),
        dryRun,
        reason,
        environment,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  // Masked rows may be read on a standby; a dry run is rolled back.
  private static boolean onlyReads(CommandLine chosen) {
    ParseResult parsed = chosen.getParseResult();
    boolean reads =
        chosen.getCommandSpec().userObject() instanceof ReadsOnly reading && reading.readsOnly();
    return parsed.hasMatchedOption(DRY_RUN) || (reads && !parsed.hasMatchedOption("--unmask"));
  }
}
