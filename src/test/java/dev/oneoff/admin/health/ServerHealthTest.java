package dev.oneoff.admin.health;

import static dev.oneoff.Because.because;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.TestConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerHealthTest {

  private static final String UP =
      "{\"status\":\"UP\",\"checks\":[{\"name\":\"a\",\"status\":\"UP\"}]}";
  private static final String DOWN =
      "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"db\",\"status\":\"DOWN\",\"data\":{\"why\":\"gone\"}}]}";

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/q/health", 503, DOWN, 200, UP);
    answer("/strange", 200, "hello");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServerThatIsDownSaysWhichCheckIs() {
    Health health = new ServerHealth(url("")).ask();

    assertThat(health.up()).isFalse();
    assertThat(health.down()).isEqualTo("db ({\"why\":\"gone\"}) is down");
  }

  @Test
  void waitingReportsWhyAndThenThatAllIsUp() {
    List<String> said = new ArrayList<>();
    Health health =
        new Waiting(TestConsole.interruption(), said::add)
            .until(Duration.ofMinutes(1), new ServerHealth(url("/"))::ask);

    assertThat(health.up()).isTrue();
    assertThat(said).containsExactly("Waiting, because db ({\"why\":\"gone\"}) is down.");
  }

  @Test
  void anAnswerThatIsNotAHealthCheckIsDown() throws IOException {
    assertThat(new ServerHealth(url("/strange")).ask().down())
        .contains("answers 200, but not with health checks");
    try (ServerSocket nobody = new ServerSocket(0)) {
      int port = nobody.getLocalPort();
      nobody.close();
      assertThat(new ServerHealth(URI.create("http://127.0.0.1:" + port)).ask().down())
          .contains("nothing is listening there");
    }
  }

  @Test
  void anAddressIsHttpOrHttps() {
    assertThatThrownBy(() -> ServerHealth.requireUsable(URI.create("localhost:8080")))
        .is(because(Cause.USAGE));
    assertThatThrownBy(() -> ServerHealth.requireUsable(URI.create("ftp://host")))
        .is(because(Cause.USAGE));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Answers one after the other, the last again and again. */
  private void answer(String path, Object... answers) {
    server.createContext(
        path,
        exchange -> {
          int next = Math.min(asked.getAndIncrement() * 2, answers.length - 2);
          byte[] body = answers[next + 1].toString().getBytes(UTF_8);
          exchange.sendResponseHeaders((int) answers[next], body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
