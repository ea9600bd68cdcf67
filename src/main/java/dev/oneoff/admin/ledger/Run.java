package dev.oneoff.admin.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the ledger.
 *
 * @param command as it is typed: {@code fix backfill-slugs}
 * @param task the task's name, where the command is one
 * @param arguments the words after the command, what is sensitive masked
 * @param claimedActor what {@code ONEOFF_ACTOR} says, beside {@code actor}
 * @param total how many items there are, where that is known
 * @param processed items that are done
 * @param failed items that were set aside
 * @param retryOf the run whose failed items this one tries again
 * @param undoOf the run whose changes this one takes back
 */
public record Run(
    long id,
    String command,
    Optional<String> task,
    List<String> arguments,
    boolean dryRun,
    Optional<String> reason,
    String actor,
    Optional<String> claimedActor,
    String databaseUser,
    String host,
    long process,
    String release,
    Optional<String> environment,
    RunStatus status,
    Optional<RunRequest> request,
    Optional<Integer> exitCode,
    Optional<String> message,
    Instant startedAt,
    Instant heartbeatAt,
    Optional<Instant> endedAt,
    OptionalLong total,
    long processed,
    long failed,
    OptionalLong retryOf,
    OptionalLong undoOf) {

  public RunKind kind() {
    return RunKind.of(command, task);
  }
}
