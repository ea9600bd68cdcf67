package dev.oneoff.admin.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row of the ledger.
 *
 * @param command as typed: {@code fix backfill-slugs}
 * @param task the task's name, if the command runs one
 * @param arguments the words after the command, sensitive ones masked
 * @param claimedActor what {@code ONEOFF_ACTOR} says, next to {@code actor}
 * @param total the number of items, if known
 * @param processed items done
 * @param failed items set aside
 * @param retryOf the run whose failed items this one retries
 * @param undoOf the run whose changes this one undoes
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
    return RunKind.of(command, task, undoOf);
  }

  /**
   * What a process says that resumes it.
   *
   * @param done how far it came
   */
  public String resuming(String done) {
    return "Resuming run "
        + id
        + ", which "
        + (status == RunStatus.RUNNING ? "died" : "was " + status)
        + ", "
        + done
        + ".";
  }
}
