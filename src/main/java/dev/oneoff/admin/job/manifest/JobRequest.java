package dev.oneoff.admin.job.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants a Job for.
 *
 * @param command the words of the command
 * @param container the service's container, if it must be said
 * @param entryPoint how the service starts, if the workload does not say it
 * @param image of the release, if not the workload's
 * @param memory for the container, request and limit, such as 1Gi
 * @param cpu the request, such as 500m
 * @param deadline after which it is ended
 * @param actor who wants it
 * @param reason why
 * @param workers how many pods share one run
 * @param streams how its output is followed
 */
public record JobRequest(
    List<String> command,
    Optional<String> container,
    Optional<String> entryPoint,
    Optional<String> image,
    Optional<String> memory,
    Optional<String> cpu,
    Duration deadline,
    Optional<String> actor,
    Optional<String> reason,
    int workers,
    Streams streams) {

  /** Who is at the other end of the container's streams. */
  public enum Streams {
    /** Nobody: its log is read later. */
    LOG,
    /** Somebody reads, and nothing is typed. */
    OUTPUT,
    /** Somebody reads, and what is typed or piped is input. */
    INPUT,
    /** A terminal. */
    TERMINAL
  }

  public JobRequest {
    command = List.copyOf(command);
  }

  /** Whether trying again would begin with nothing where a person, or a pipe, has typed already. */
  boolean takesInput() {
    return streams == Streams.INPUT || streams == Streams.TERMINAL;
  }
}
