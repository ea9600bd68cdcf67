package dev.oneoff.admin.job.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of a process in a container, over a WebSocket: each message is a channel's
 * number and then its bytes. May be used by several threads.
 */
public final class Attachment implements AutoCloseable {

  /** What arrives, on one thread at a time; a slow receiver slows the process down. */
  public interface Receiver {
    void out(byte[] bytes);

    void err(byte[] bytes);

    /** How the process has ended, as a Kubernetes {@code Status}. */
    void status(JsonNode status);

    /**
     * The last call, and the only one of its kind.
     *
     * @param failure null if the other side or {@link Attachment#close()} has ended it in good
     *     order
     */
    void ended(@Nullable Throwable failure);
  }

  static final String V5 = "v5.channel.k8s.io";
  static final String V4 = "v4.channel.k8s.io";

  private static final byte IN = 0;
  private static final byte OUT = 1;
  private static final byte ERR = 2;
  private static final byte STATUS = 3;
  private static final byte SIZE = 4;
  private static final byte CLOSE = (byte) 255;

  /** What a server takes in one message, with much to spare. */
  private static final int LARGEST = 32 * 1024;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Receiver receiver;
  private final ApiLimits limits;
  private final ApiFailures failures;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private CompletableFuture<WebSocket> sent = nothing();
  private final ScheduledExecutorService pulse =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "attachment");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable WebSocket socket;
  private volatile boolean closing;
  private volatile boolean toldStatus;

  Attachment(Receiver receiver, ApiLimits limits, ApiFailures failures) {
    this.receiver = receiver;
    this.limits = limits;
    this.failures = failures;
  }

  WebSocket.Listener listener() {
    return new Listener();
  }

  Attachment opened() {
    long period = limits.ping().toMillis();
    if (!ended.get()) {
      try {
        var unused = pulse.scheduleAtFixedRate(this::ping, period, period, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // It has ended in the meantime.
      }
    }
    return this;
  }

  /**
   * Writes to the process's standard input, and returns once that is on its way. After the end it
   * does nothing.
   */
  public void send(byte[] bytes) {
    for (int from = 0; from < bytes.length; from += LARGEST) {
      int length = Math.min(LARGEST, bytes.length - from);
      ByteBuffer frame = ByteBuffer.allocate(length + 1).put(IN).put(bytes, from, length);
      CompletableFuture<WebSocket> sending = chain(frame.flip());
      // Otherwise whatever is typed or piped in would gather in memory.
      CompletableFuture.anyOf(sending.handle((done, failure) -> null), end).join();
    }
  }

  /** Whether the server understands {@link #endInput()}; before Kubernetes 1.30 it may not. */
  public boolean endsInput() {
    WebSocket open = socket;
    return open != null && V5.equals(open.getSubprotocol());
  }

  /** Says that the process's standard input has ended. */
  public void endInput() {
    if (endsInput()) {
      var unused = chain(ByteBuffer.wrap(new byte[] {CLOSE, IN}));
    }
  }

  /** Tells the process how large its terminal is. */
  public void resize(int columns, int rows) {
    byte[] size =
        MAPPER
            .createObjectNode()
            .put("Width", columns)
            .put("Height", rows)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    var unused = chain(ByteBuffer.allocate(size.length + 1).put(SIZE).put(size).flip());
  }

  /** Lets go of the process, which goes on. */
  @Override
  public void close() {
    closing = true;
    WebSocket open = socket;
    if (open == null || ended.get()) {
      return;
    }
    var unused = then(() -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    // A server that is gone does not agree, and one that does not read does not even hear of it.
    CompletableFuture.delayedExecutor(limits.close().toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              open.abort();
              finish(null);
            });
  }

  private CompletableFuture<WebSocket> chain(ByteBuffer frame) {
    WebSocket open = socket;
    return open == null ? nothing() : then(() -> open.sendBinary(frame, true));
  }

  // A WebSocket takes one message at a time.
  private CompletableFuture<WebSocket> then(Supplier<CompletableFuture<WebSocket>> next) {
    CompletableFuture<WebSocket> sending;
    lock.lock();
    try {
      sending = ended.get() ? nothing() : sent.thenCompose(done -> next.get());
      sent = sending;
    } finally {
      lock.unlock();
    }
    return sending.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            finish(failures.endedEarly(failure));
          }
        });
  }

  private static CompletableFuture<WebSocket> nothing() {
    return CompletableFuture.completedFuture(null);
  }

  // Any message tells that this side is alive, so a ping has no need to wait behind others.
  private void ping() {
    WebSocket open = socket;
    if (open != null && idle() && !open.isOutputClosed()) {
      var unused = then(() -> open.sendPing(ByteBuffer.allocate(0)));
    }
  }

  private boolean idle() {
    lock.lock();
    try {
      return sent.isDone();
    } finally {
      lock.unlock();
    }
  }

  private void finish(@Nullable Throwable failure) {
    if (ended.compareAndSet(false, true)) {
      pulse.shutdown();
      end.complete(null);
      receiver.ended(failure == null || closing || toldStatus ? null : failure);
    }
  }

  private final class Listener implements WebSocket.Listener {

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    @Override
    public void onOpen(WebSocket opened) {
      socket = opened;
      opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      message.writeBytes(part);
      if (last) {
        byte[] whole = message.toByteArray();
        message.reset();
        receive(whole);
      }
      open.request(1);
      return null;
    }

    // Empty ones only say that the server is there.
    private void receive(byte[] whole) {
      if (whole.length < 2 || ended.get()) {
        return;
      }
      byte[] bytes = Arrays.copyOfRange(whole, 1, whole.length);
      switch (whole[0]) {
        case OUT -> receiver.out(bytes);
        case ERR -> receiver.err(bytes);
        case STATUS -> {
          toldStatus = true;
          receiver.status(status(bytes));
        }
        default -> {
          // Meant for a later protocol.
        }
      }
    }

    private JsonNode status(byte[] bytes) {
      try {
        return MAPPER.readTree(bytes);
      } catch (IOException e) {
        return MAPPER
            .createObjectNode()
            .put("status", "Failure")
            .put("message", new String(bytes, StandardCharsets.UTF_8));
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
      finish(
          code == WebSocket.NORMAL_CLOSURE
              ? null
              : failures.endedEarly(new IOException(code + " " + reason)));
      return null;
    }

    @Override
    public void onError(WebSocket open, Throwable failure) {
      finish(failures.endedEarly(failure));
    }
  }
}
