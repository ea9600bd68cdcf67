package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a Job to a pod whose container runs; says why there is none yet. */
final class StartUp {

  // Kubernetes says some things that are no longer true a moment later.
  private static final int LOOKS = 2;

  private final Jobs jobs;
  private final String job;
  private final String container;
  private final Console console;
  private final Duration timeout;
  private String said = "";
  private Optional<Reason> last = Optional.empty();
  private int looks;

  StartUp(Jobs jobs, String job, String container, Console console, Duration timeout) {
    this.jobs = jobs;
    this.job = job;
    this.container = container;
    this.console = console;
    this.timeout = timeout;
  }

  /**
   * Waits for one.
   *
   * @param seen pods that were followed before
   * @param check called while waiting; it may throw
   * @return nothing if the Job has ended without another one
   * @throws AdminException {@code UNAVAILABLE} or {@code CONFIGURATION} if none starts in time
   */
  Optional<PodState> await(Set<String> seen, Runnable check) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      check.run();
      boolean over = jobs.find(job).map(JobState::of).map(JobState::over).orElse(true);
      List<PodState> pods =
          jobs.pods(job).stream()
              .map(pod -> new PodState(pod, container))
              .filter(pod -> !seen.contains(pod.name()))
              .toList();
      Optional<PodState> ready =
          pods.stream().filter(pod -> pod.running() || pod.over()).findFirst();
      if (ready.isPresent()) {
        return ready;
      }
      if (over) {
        return Optional.empty();
      }
      Optional<Reason> reason = reason(pods);
      explain(reason);
      if (System.nanoTime() - deadline > 0) {
        jobs.delete(job);
        throw reason
            .orElse(new Reason("it does not start, and Kubernetes does not say why", ""))
            .failure(job);
      }
      Pause.millis(500);
    }
  }

  private void explain(Optional<Reason> reason) {
    looks = reason.equals(last) ? looks + 1 : 1;
    last = reason;
    if (reason.isPresent() && looks == LOOKS && !reason.get().code().equals(said)) {
      said = reason.get().code();
      console.say(reason.get().sentence());
    }
  }

  private Optional<Reason> reason(List<PodState> pods) {
    for (PodState pod : pods) {
      return pod.waiting().or(() -> warning(pod.name()));
    }
    return warning(job);
  }

  private Optional<Reason> warning(String object) {
    Optional<Reason> newest = Optional.empty();
    for (JsonNode event : jobs.events(object)) {
      if (event.path("type").asText().equals("Warning")) {
        newest =
            Optional.of(new Reason(event.path("reason").asText(), event.path("message").asText()));
      }
    }
    return newest;
  }
}
