package dev.oneoff.admin.job.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.job.cluster.Attachment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Passes on what a container writes: data as data, talk as talk. */
final class Relay implements Attachment.Receiver {

  private final OutputStream data;
  private final OutputStream talk;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean echoed;
  private volatile @Nullable Exception broken;
  private volatile long lines;

  /**
   * A relay.
   *
   * @param terminal whether the other end is a terminal, which echoes the line that is sent first
   */
  Relay(OutputStream data, OutputStream talk, boolean terminal) {
    this.data = data;
    this.talk = talk;
    this.echoed = !terminal;
  }

  @Override
  public void out(byte[] bytes) {
    pass(bytes, data);
  }

  @Override
  public void err(byte[] bytes) {
    pass(bytes, talk);
  }

  private synchronized void pass(byte[] bytes, OutputStream to) {
    int from = 0;
    if (!echoed) {
      echoed = true;
      from = bytes.length > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 0;
    }
    long seen = lines;
    for (byte each : bytes) {
      if (each == '\n') {
        seen++;
      }
    }
    lines = seen;
    try {
      to.write(bytes, from, bytes.length - from);
      to.flush();
    } catch (IOException | RuntimeException e) {
      broken = e;
      ended.countDown();
    }
  }

  @Override
  public void status(JsonNode status) {
    // It is the connection's; the command's is the container's exit code.
  }

  @Override
  public void ended(@Nullable Throwable failure) {
    ended.countDown();
  }

  /** Waits for the end of the connection; says whether it has come. */
  boolean ended(long millis) throws IOException {
    try {
      boolean over = ended.await(millis, TimeUnit.MILLISECONDS);
      Exception failure = broken;
      if (failure instanceof RuntimeException known) {
        throw known;
      }
      if (failure != null) {
        throw new IOException(failure.getMessage(), failure);
      }
      return over;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** How many lines came. */
  long lines() {
    return lines;
  }
}
