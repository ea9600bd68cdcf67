package dev.oneoff.it;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The jar as a server, on a port of its own. */
record JarServer(JarRun run, int port) implements AutoCloseable {

  /** Starts it and waits until it listens. */
  static JarServer start(App app, String... arguments) throws IOException {
    int port = freePort();
    JarServer server =
        new JarServer(app.with("QUARKUS_HTTP_PORT", Integer.toString(port)).start(arguments), port);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> server.listens() || !server.run.isAlive());
    if (!server.run.isAlive()) {
      throw new AssertionError("The server ended: " + server.run.out() + server.run.err());
    }
    return server;
  }

  HttpResponse<String> get(String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    run.close();
  }

  private boolean listens() throws IOException {
    try {
      get("/q/health/live");
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
