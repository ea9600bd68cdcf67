package dev.oneoff.admin.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.oneoff.admin.job.cluster.Cluster.Access;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** An API server that answers as it is told to, over TLS. */
final class TestApi implements AutoCloseable {

  static final ApiLimits LIMITS =
      new ApiLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          4,
          Duration.ofMillis(1),
          Duration.ofMillis(50),
          Duration.ofMillis(100));

  /** What it was asked. */
  record Asked(String method, String path, String body, Headers headers, String who) {

    String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  final CopyOnWriteArrayList<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TestCertificate certificate;

  TestApi() throws Exception {
    this(TestCertificate.LOCAL);
  }

  TestApi(TestCertificate certificate) throws Exception {
    this.certificate = certificate;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // A client is known by what the server itself would show.
    SSLContext context =
        Tls.context(
            new ApiServer(
                URI.create("https://localhost"),
                "test",
                List.of(TestCertificate.ADA.certificate()),
                Optional.empty(),
                Optional.empty()),
            Optional.of(new Credential.Key(certificate.key(), List.of(certificate.certificate()))));
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
            exchange.getRequestHeaders(),
            who((HttpsExchange) exchange)));
    Answer answer = answers.poll();
    if (answer == null) {
      write(exchange, 200, "{}");
    } else {
      answer.to(exchange);
    }
    exchange.close();
  }

  private static String who(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "nobody";
    }
  }

  /** The next answer, or the one after those before. */
  TestApi then(Answer answer) {
    answers.add(answer);
    return this;
  }

  TestApi then(int status, String body) {
    return then(exchange -> write(exchange, status, body));
  }

  /** As the API says why not. */
  TestApi refusing(int status, String reason, String message) {
    return then(
        status,
        "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"%s\",\"message\":\"%s\",\"code\":%d}"
            .formatted(reason, message, status));
  }

  /** Nothing at all. */
  TestApi breaking() {
    return then(HttpExchange::close);
  }

  static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String cluster() {
    return "server: 'https://localhost:%d', certificate-authority-data: %s"
        .formatted(port(), TestCertificate.base64(certificate.authorityPem()));
  }

  /** As a user with these values in YAML. */
  Cluster as(Path directory, String user) throws IOException {
    return cluster(directory, cluster(), user);
  }

  Cluster withToken(Path directory) throws IOException {
    return as(directory, "token: t-1");
  }

  /** The cluster of a kubeconfig with one context. */
  static Cluster cluster(Path directory, String cluster, String user) throws IOException {
    Path file = Files.writeString(directory.resolve("config"), kubeconfig(cluster, user));
    return of(new Access(Optional.of(file), Optional.empty(), Optional.empty()), Map.of());
  }

  static String kubeconfig(String cluster, String user) {
    return """
        clusters:
        - name: east
          cluster: {%s}
        users:
        - name: ada
          user: {%s}
        contexts:
        - name: prod
          context: {cluster: east, user: ada, namespace: shop}
        current-context: prod
        """
        .formatted(cluster, user);
  }

  /** On a machine that is no pod. */
  static Cluster of(Access access, Map<String, String> environment) {
    return Cluster.of(
        access, environment, new ServiceAccount(Path.of("nowhere"), environment), LIMITS);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
