package dev.oneoff.admin.migrate.command;

import dev.oneoff.admin.migrate.changeset.InDoubt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A person's answer if nothing else can tell. */
final class InDoubtOption {

  @Option(
      names = "--in-doubt",
      paramLabel = "ANSWER",
      description =
          "For a statement during which a process was killed, and whose outcome cannot be seen: run it again, or skip it because it is done: ${COMPLETION-CANDIDATES}.")
  InDoubt.@Nullable Answer answer;

  Optional<InDoubt.Answer> answer() {
    return Optional.ofNullable(answer);
  }
}
