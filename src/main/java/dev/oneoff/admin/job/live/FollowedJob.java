package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.ExitCode;
import dev.oneoff.admin.Interruption;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.Invocation;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.manifest.JobManifest;
import dev.oneoff.admin.job.manifest.JobRequest.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A Job that a person stays with to its end. Its exit code is the container's. */
public final class FollowedJob {

  private static final int OUT_OF_MEMORY = 137;

  // What the node and the API need to tell an exit code.
  private static final Duration REPORT = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Jobs jobs;
  private final String name;
  private final String container;
  private final boolean tryingAgain;
  private final Console console;
  private final Interruption interruption;
  private final Streams streams;
  private final StartUp startUp;
  private boolean stopped;

  /**
   * A Job to follow.
   *
   * @param job as the API has it
   * @param streams how its container's streams are connected
   * @param startTimeout how long it may take to start
   */
  public FollowedJob(
      Cluster cluster,
      JsonNode job,
      Invocation invocation,
      Streams streams,
      Duration startTimeout) {
    this.cluster = cluster;
    this.jobs = new Jobs(cluster);
    this.name = job.path("metadata").path("name").asText();
    this.container = job.path("metadata").path("annotations").path(JobManifest.CONTAINER).asText();
    this.tryingAgain = job.path("spec").path("backoffLimit").asInt() > 0;
    this.console = invocation.console();
    this.interruption = invocation.interruption();
    this.streams = streams;
    this.startUp = new StartUp(jobs, name, container, console, startTimeout);
  }

  /** Follows it. Asked to stop, it asks the command to; asked again, it leaves it. */
  public ExitCode follow() throws IOException {
    Interruption.Hold hold = interruption.hold();
    interruption.lastWords(
        () -> console.say("Left. The Job " + name + " ends by itself: job log " + name));
    try (hold) {
      Set<String> seen = new HashSet<>();
      while (true) {
        Optional<PodState> pod = startUp.await(seen, this::stopIfAsked);
        if (pod.isEmpty()) {
          return withoutPod();
        }
        seen.add(pod.get().name());
        OptionalInt code = follow(pod.get());
        if (code.isEmpty() && !stopped) {
          // A drained node, or one that was lost: the Job makes another pod.
          continue;
        }
        ExitCode told = told(code);
        boolean again = told == ExitCode.UNAVAILABLE || told == ExitCode.TRY_AGAIN;
        if (!again || stopped || !tryingAgain) {
          return told;
        }
        console.say(
            "Ended with "
                + told.number()
                + ". Kubernetes tries again in a moment; Ctrl-C ends the Job.");
      }
    } finally {
      interruption.lastWords(() -> {});
    }
  }

  private ExitCode withoutPod() {
    if (stopped) {
      throw AdminException.interrupted("Stopped before it began. The Job " + name + " is deleted.");
    }
    Optional<JsonNode> job = jobs.find(name);
    if (job.isEmpty()) {
      throw AdminException.failed(
          "The Job " + name + " was deleted by somebody else. 'runs' shows how far it came.", null);
    }
    JobState state = JobState.of(job.get());
    if (state.word().equals("complete")) {
      return ExitCode.DONE;
    }
    throw AdminException.failed(
        "The Job " + name + " failed: " + state.why().orElse("for an unknown reason") + ".", null);
  }

  private void stopIfAsked() {
    if (interruption.requested() && !stopped) {
      stopped = true;
      jobs.delete(name);
      console.say(
          "Stopping: the command is asked to come to a safe point. Ctrl-C again leaves it to that.");
    }
  }

  private OptionalInt follow(PodState pod) throws IOException {
    try (PodWatch watch = new PodWatch(cluster, pod)) {
      PodOutput output = new PodOutput(cluster, watch, console, streams, this::stopIfAsked);
      output.copy();
      return exitCode(watch);
    }
  }

  private OptionalInt exitCode(PodWatch watch) {
    long deadline = System.nanoTime() + REPORT.toNanos();
    while (!watch.state().over() && !watch.gone() && System.nanoTime() - deadline < 0) {
      stopIfAsked();
      Pause.millis(100);
    }
    watch.state().lost().ifPresent(why -> console.say("The pod ended: " + why + "."));
    if (watch.state().outOfMemory()) {
      return OptionalInt.of(OUT_OF_MEMORY);
    }
    return watch.state().exitCode();
  }

  private ExitCode told(OptionalInt code) {
    if (code.isEmpty()) {
      throw AdminException.failed(
          "The container's exit code is unknown, because its pod is gone. 'runs' shows how it"
              + " ended.",
          null);
    }
    int number = code.getAsInt();
    if (number == OUT_OF_MEMORY) {
      throw AdminException.failed(
          "Killed: out of memory. Run it again with more, such as --memory 1Gi.", null);
    }
    return ExitCode.of(number)
        .orElseThrow(() -> AdminException.failed("The container ended with " + number + ".", null));
  }
}
