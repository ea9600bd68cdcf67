package dev.oneoff.admin.job.live;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.cli.Console;
import dev.oneoff.admin.cli.output.ProcessSignals;
import dev.oneoff.admin.cli.terminal.TerminalSize;
import dev.oneoff.admin.job.cluster.Attachment;
import dev.oneoff.admin.job.cluster.Cluster;
import dev.oneoff.admin.job.manifest.JobRequest.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One pod's output, from the first line to the last. Connected, data and talk are two streams.
 * After a connection is lost, the rest comes from the log, from the first line that was missed.
 */
final class PodOutput {

  private static final byte[] SOMEBODY_IS_THERE = {'\n'};
  private static final long LOOK_MILLIS = 300;
  private static final int LAST_LOOKS = 20;
  private static final int TRIES = 5;

  private final Cluster cluster;
  private final PodWatch watch;
  private final Console console;
  private final Streams streams;
  private final Runnable check;

  PodOutput(Cluster cluster, PodWatch watch, Console console, Streams streams, Runnable check) {
    this.cluster = cluster;
    this.watch = watch;
    this.console = console;
    this.streams = streams;
    this.check = check;
  }

  void copy() throws IOException {
    if (streams == Streams.LOG || watch.state().over()) {
      log(0, console.bytes());
      return;
    }
    Relay relay = new Relay(console.bytes(), console.talkBytes(), streams == Streams.TERMINAL);
    connected(relay);
    if (!watch.state().over() && !watch.gone() && !endsSoon()) {
      console.say(
          "The connection was lost, and the command goes on. What follows comes from its log, with"
              + " data and talk together.");
      log(relay.lines(), console.talkBytes());
    }
  }

  // The end of the connection comes a moment before the news of the container's.
  private boolean endsSoon() {
    for (int i = 0; i < LAST_LOOKS && !watch.state().over() && !watch.gone(); i++) {
      Pause.millis(100);
    }
    return watch.state().over() || watch.gone();
  }

  private void connected(Relay relay) throws IOException {
    boolean terminal = streams == Streams.TERMINAL;
    try (Attachment attachment = attach(relay)) {
      if (streams == Streams.INPUT && !attachment.endsInput()) {
        throw AdminException.refused(
            "This cluster's API cannot pass on where the input ends; that takes Kubernetes 1.30."
                + " Run it without -i.");
      }
      if (!terminal) {
        attachment.send(SOMEBODY_IS_THERE);
        if (streams == Streams.INPUT) {
          pass(console.stdin(), attachment);
        }
        waitFor(relay);
        return;
      }
      try (RawTerminal raw = new RawTerminal()) {
        resize(attachment);
        ProcessSignals.handle("WINCH", () -> resize(attachment));
        attachment.send(SOMEBODY_IS_THERE);
        pass(console.stdin(), attachment);
        waitFor(relay);
      }
    }
  }

  // Its process waits until somebody is there, so another try misses nothing.
  private Attachment attach(Relay relay) {
    for (int tries = 1; ; tries++) {
      try {
        return cluster.attach(
            "/api/v1/namespaces/"
                + cluster.namespace()
                + "/pods/"
                + watch.state().name()
                + "/attach?stdin=true&stdout=true&stderr="
                + (streams != Streams.TERMINAL)
                + "&tty="
                + (streams == Streams.TERMINAL)
                + "&container="
                + watch.state().container(),
            relay);
      } catch (AdminException e) {
        if (e.reason() != AdminException.Cause.UNAVAILABLE || tries == TRIES) {
          throw e;
        }
        check.run();
        Pause.millis(500);
      }
    }
  }

  private void waitFor(Relay relay) throws IOException {
    int last = 0;
    while (!relay.ended(LOOK_MILLIS)) {
      check.run();
      if ((watch.state().over() || watch.gone()) && last++ == LAST_LOOKS) {
        return;
      }
    }
  }

  private static void resize(Attachment attachment) {
    TerminalSize size = TerminalSize.asked();
    attachment.resize(size.columns(), size.rows());
  }

  private static void pass(InputStream from, Attachment to) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[1 << 14];
              try {
                int read;
                while ((read = from.read(buffer)) >= 0) {
                  to.send(Arrays.copyOf(buffer, read));
                }
                to.endInput();
              } catch (IOException e) {
                to.endInput();
              }
            },
            "input of the command");
    thread.setDaemon(true);
    thread.start();
  }

  private void log(long lines, OutputStream out) throws IOException {
    PodLog log = new PodLog(cluster, watch.state().name(), watch.state().container(), lines);
    for (int tries = 0; ; ) {
      boolean over = watch.state().over() || watch.gone();
      try {
        inBackground(
            () -> {
              log.copy(out);
              return true;
            });
        if (over) {
          return;
        }
        tries = 0;
      } catch (IOException e) {
        if (over && ++tries == TRIES) {
          console.say("The end of its log cannot be read: " + e.getMessage());
          return;
        }
      }
      Pause.millis(500);
    }
  }

  // While nothing is written, a followed log blocks whoever reads it.
  private void inBackground(Callable<Boolean> work) throws IOException {
    FutureTask<Boolean> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "log of the command");
    thread.setDaemon(true);
    thread.start();
    while (true) {
      try {
        task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        check.run();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException known) {
          throw known;
        }
        throw new IOException(String.valueOf(e.getCause()), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw AdminException.interrupted("Interrupted while waiting.");
      }
    }
  }
}
