package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ClusterTest.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentTest {

  private static Vertx vertx;

  @TempDir Path directory;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<ServerWebSocket> opened = new LinkedBlockingQueue<>();
  private final CopyOnWriteArrayList<String> authorizations = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Channel> channels = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeAll
  static void boot() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    get(vertx.close());
  }

  @AfterEach
  void stop() {
    cut();
    get(server.close());
  }

  /** Without the good manners of a WebSocket or of TLS. */
  private void cut() {
    channels.forEach(
        channel ->
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise())));
  }

  private static <T> T get(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private final Attachment.Receiver receiver =
      new Attachment.Receiver() {
        @Override
        public void out(byte[] bytes) {
          heard.add("out " + new String(bytes, UTF_8));
        }

        @Override
        public void err(byte[] bytes) {
          heard.add("err " + new String(bytes, UTF_8));
        }

        @Override
        public void status(JsonNode status) {
          heard.add("status " + status.path("status").asText());
        }

        @Override
        public void ended(Throwable failure) {
          heard.add("ended " + (failure == null ? "well" : failure.getMessage()));
        }
      };

  /** Takes whoever is Bearer t-good. */
  private Cluster serve(String protocol, String user) throws Exception {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PfxOptions()
                    .setPath(TestCertificate.LOCAL.store().toString())
                    .setPassword(TestCertificate.PASSWORD));
    if (!protocol.isEmpty()) {
      options.addWebSocketSubProtocol(protocol);
    }
    server =
        get(
            vertx
                .createHttpServer(options)
                .requestHandler(
                    request -> {
                      String authorization = request.getHeader("Authorization");
                      authorizations.add(authorization);
                      channels.add(((ConnectionBase) request.connection()).channel());
                      if ("Bearer t-good".equals(authorization)) {
                        request.toWebSocket().onSuccess(this::open);
                      } else {
                        request
                            .response()
                            .setStatusCode("Bearer t-weak".equals(authorization) ? 403 : 401)
                            .end("{\"message\":\"pods/attach is forbidden\"}");
                      }
                    })
                .listen(0, "localhost"));
    return TestApi.cluster(
        directory,
        "server: 'https://localhost:%d', certificate-authority-data: %s"
            .formatted(server.actualPort(), TestCertificate.base64(TestCertificate.LOCAL.pem())),
        user);
  }

  private void open(ServerWebSocket socket) {
    socket.frameHandler(frame -> received.add(text(frame)));
    opened.add(socket);
  }

  private static String text(WebSocketFrame frame) {
    if (frame.isBinary()) {
      byte[] bytes = frame.binaryData().getBytes();
      return (bytes[0] & 0xff) + " " + new String(bytes, 1, bytes.length - 1, UTF_8);
    }
    return frame.type().toString();
  }

  /** The next frame that is no ping. */
  private String nextReceived() throws InterruptedException {
    String next;
    do {
      next = received.poll(20, TimeUnit.SECONDS);
    } while ("PING".equals(next));
    return next;
  }

  private String nextHeard() throws InterruptedException {
    return heard.poll(20, TimeUnit.SECONDS);
  }

  private void on(ServerWebSocket socket, Consumer<ServerWebSocket> work) {
    vertx.runOnContext(unused -> work.accept(socket));
  }

  private static Buffer frame(int channel, String text) {
    return Buffer.buffer().appendByte((byte) channel).appendString(text);
  }

  @Test
  void outputArrivesByItsChannelAndEndsWithAStatus() throws Exception {
    try (Attachment unused =
        serve("v5.channel.k8s.io", "token: t-good").attach("/attach", receiver)) {
      ServerWebSocket socket = opened.take();
      on(
          socket,
          each -> {
            each.writeBinaryMessage(frame(1, ""));
            each.writeBinaryMessage(frame(1, "hello"));
            each.writeBinaryMessage(frame(2, "oh"));
            each.writeFrame(WebSocketFrame.binaryFrame(frame(1, "in "), false));
            each.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("parts"), true));
            each.writeBinaryMessage(frame(9, "from the future"));
            each.writeBinaryMessage(frame(3, "{\"status\":\"Success\"}"));
            each.close();
          });

      assertThat(nextHeard()).isEqualTo("out hello");
      assertThat(nextHeard()).isEqualTo("err oh");
      assertThat(nextHeard()).isEqualTo("out in parts");
      assertThat(nextHeard()).isEqualTo("status Success");
      assertThat(nextHeard()).isEqualTo("ended well");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void inputIsSentInOrderAndCanEnd() throws Exception {
    try (Attachment attachment =
        serve("v5.channel.k8s.io", "token: t-good").attach("/attach", receiver)) {
      for (int i = 0; i < 50; i++) {
        attachment.send(("line " + i).getBytes(UTF_8));
      }
      attachment.resize(80, 24);
      assertThat(attachment.endsInput()).isTrue();
      attachment.endInput();

      for (int i = 0; i < 50; i++) {
        assertThat(nextReceived()).isEqualTo("0 line " + i);
      }
      assertThat(nextReceived()).isEqualTo("4 {\"Width\":80,\"Height\":24}");
      assertThat(nextReceived()).isEqualTo("255 \0");
    }
    assertThat(nextReceived()).isEqualTo("CLOSE");
    assertThat(nextHeard()).isEqualTo("ended well");
  }

  @Test
  void muchInputIsSentInPieces() throws Exception {
    try (Attachment attachment =
        serve("v5.channel.k8s.io", "token: t-good").attach("/attach", receiver)) {
      attachment.send("x".repeat(70_000).getBytes(UTF_8));

      assertThat(nextReceived()).hasSize(2 + 32 * 1024);
      assertThat(nextReceived()).hasSize(2 + 32 * 1024);
      assertThat(nextReceived()).hasSize(2 + 70_000 - 64 * 1024);
    }
  }

  @Test
  void anOlderServerCannotBeToldOfTheEnd() throws Exception {
    try (Attachment attachment =
        serve("v4.channel.k8s.io", "token: t-good").attach("/attach", receiver)) {
      assertThat(attachment.endsInput()).isFalse();
      attachment.endInput();
      attachment.send("a".getBytes(UTF_8));

      assertThat(nextReceived()).isEqualTo("0 a");
    }
  }

  @Test
  void anIdleConnectionShowsSignsOfLife() throws Exception {
    try (Attachment unused = serve("v5.channel.k8s.io", "token: t-good").attach("/a", receiver)) {
      assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("PING");
      assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("PING");
    }
  }

  @Test
  void aConnectionThatBreaksIsToldOnce() throws Exception {
    try (Attachment attachment =
        serve("v5.channel.k8s.io", "token: t-good").attach("/attach", receiver)) {
      opened.take();
      cut();

      assertThat(nextHeard())
          .startsWith("ended The connection to the API server")
          .endsWith("has broken.");
      attachment.send("after the end".getBytes(UTF_8));
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void aProcessThatHasSaidHowItEndedHasEndedWell() throws Exception {
    try (Attachment unused = serve("v4.channel.k8s.io", "token: t-good").attach("/a", receiver)) {
      opened.take().writeBinaryMessage(frame(3, "no JSON"));
      assertThat(nextHeard()).isEqualTo("status Failure");

      cut();

      assertThat(nextHeard()).isEqualTo("ended well");
    }
  }

  @Test
  void aServerThatGivesUpIsToldOfAsBroken() throws Exception {
    try (Attachment unused = serve("v4.channel.k8s.io", "token: t-good").attach("/a", receiver)) {
      opened.take().close((short) 1011, "oh no");

      assertThat(nextHeard()).endsWith("has broken.");
    }
  }

  @Test
  void aServerThatDoesNotAgreeToTheEndIsLeft() throws Exception {
    try (Attachment unused =
        serve("v5.channel.k8s.io", "token: t-good").attach("/attach", receiver)) {
      ServerWebSocket socket = opened.take();
      socket.pause();
    }
    assertThat(nextHeard()).isEqualTo("ended well");
    assertThat(heard).isEmpty();
  }

  @Test
  void aRefusalSaysWhy() throws Exception {
    Cluster cluster = serve("v5.channel.k8s.io", "token: t-weak");

    AdminException failure =
        failure(
            () -> cluster.attach("/attach", receiver),
            Cause.REFUSED,
            "'job rbac' prints the Role that is needed.");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            ApiFailure.class, cause -> assertThat(cause.status()).isEqualTo(403));
    assertThat(heard).isEmpty();
  }

  @Test
  void whoeverIsNotKnownSignsInOnceMore() throws Exception {
    Path program =
        Files.writeString(
            directory.resolve("sign-in"),
            "#!/bin/sh\ncd "
                + directory
                + "\nif [ -e ran ]; then t=t-good; else t=t-old; fi; touch ran\n"
                + "echo \"{\\\"status\\\":{\\\"token\\\":\\\"$t\\\"}}\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Cluster cluster =
        serve(
            "v4.channel.k8s.io",
            "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command:"
                + " ./sign-in}");

    try (Attachment attachment = cluster.attach("/attach", receiver)) {
      assertThat(attachment.endsInput()).isFalse();
    }
    assertThat(authorizations).containsExactly("Bearer t-old", "Bearer t-good");
    failure(
        () -> serve("v4.channel.k8s.io", "token: t-old").attach("/attach", receiver),
        Cause.CONFIGURATION,
        "does not accept the credentials");
  }
}
