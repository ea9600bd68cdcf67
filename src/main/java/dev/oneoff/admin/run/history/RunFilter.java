package dev.oneoff.admin.run.history;

import java.time.Instant;
import java.util.Optional;

/**
 * Selects runs.
 *
 * @param actor {@code user@host}, the user alone, or what {@code ONEOFF_ACTOR} said
 */
record RunFilter(
    Optional<String> task,
    Optional<RunState> state,
    Optional<String> actor,
    Optional<Instant> since,
    int limit) {}
