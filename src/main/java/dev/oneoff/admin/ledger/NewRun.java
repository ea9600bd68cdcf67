package dev.oneoff.admin.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is recorded before the work begins.
 *
 * @param command as typed: {@code fix backfill-slugs}
 * @param arguments the words after it, sensitive ones masked
 * @param argumentsHash of the unmasked words, if it matters whether they were the same
 */
public record NewRun(
    String command,
    Optional<String> task,
    List<String> arguments,
    Optional<String> argumentsHash,
    boolean dryRun,
    Optional<String> reason,
    Optional<String> environment,
    OptionalLong retryOf,
    OptionalLong undoOf) {

  /** A run of a command that is not a task. */
  public static NewRun of(String command, List<String> arguments, Optional<String> environment) {
    return new NewRun(
        command,
        Optional.empty(),
        arguments,
        Optional.empty(),
        false,
        Optional.empty(),
        environment,
        OptionalLong.empty(),
        OptionalLong.empty());
  }
}
