package dev.oneoff.admin.job.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;
  private TestApi api;

  @BeforeEach
  void start() throws Exception {
    api = new TestApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anObjectIsReadWithTheUsersToken() throws Exception {
    api.then(200, "{\"metadata\":{\"name\":\"a\"}}");
    Cluster cluster = api.withToken(directory);

    assertThat(cluster.get("/api/v1/pods/a?x=1").at("/metadata/name").asText()).isEqualTo("a");
    assertThat(api.asked.get(0).path()).isEqualTo("/api/v1/pods/a?x=1");
    assertThat(api.asked.get(0).header("Authorization")).isEqualTo("Bearer t-1");
    assertThat(api.asked.get(0).header("User-agent")).isEqualTo("oneoff");
    assertThat(cluster).hasToString("context prod, namespace shop");
    assertThat(cluster.namespace()).isEqualTo("shop");
  }

  @Test
  void aServerMayHaveAPathOfItsOwn() throws Exception {
    String behind = api.cluster().replaceFirst("(localhost:\\d+)", "$1/k8s/clusters/c-1/");

    TestApi.cluster(directory, behind, "token: t").get("/api/v1/pods");

    assertThat(api.asked.get(0).path()).isEqualTo("/k8s/clusters/c-1/api/v1/pods");
  }

  @Test
  void whatIsMissingIsNotFound() throws Exception {
    api.refusing(404, "NotFound", "pods \\\"a\\\" not found");
    api.refusing(404, "NotFound", "pods \\\"a\\\" not found");
    Cluster cluster = api.withToken(directory);

    assertThat(cluster.find("/a")).isEmpty();
    failure(
        () -> cluster.get("/a"), Cause.REFUSED, "The cluster refuses this: pods \"a\" not found.");
    assertThat(cluster.find("/b")).isPresent();
  }

  @Test
  void anObjectIsCreatedStrictly() throws Exception {
    api.then(201, "{\"kind\":\"Job\"}");
    Cluster cluster = api.withToken(directory);

    assertThat(
            cluster.create("/jobs", MAPPER.readTree("{\"a\":\"ä\"}"), false).path("kind").asText())
        .isEqualTo("Job");
    cluster.create("/jobs?pretty=1", MAPPER.readTree("{}"), true);

    assertThat(api.asked.get(0).method()).isEqualTo("POST");
    assertThat(api.asked.get(0).body()).isEqualTo("{\"a\":\"ä\"}");
    assertThat(api.asked.get(0).header("Content-type")).isEqualTo("application/json");
    assertThat(api.asked.get(0).path())
        .isEqualTo("/jobs?fieldValidation=Strict&fieldManager=oneoff");
    assertThat(api.asked.get(1).path())
        .isEqualTo("/jobs?pretty=1&fieldValidation=Strict&fieldManager=oneoff&dryRun=All");
  }

  @Test
  void aPatchIsMergedIn() throws Exception {
    api.withToken(directory).merge("/jobs/a", MAPPER.readTree("{\"spec\":{\"suspend\":true}}"));

    assertThat(api.asked.get(0).method()).isEqualTo("PATCH");
    assertThat(api.asked.get(0).header("Content-type")).isEqualTo("application/merge-patch+json");
  }

  @Test
  void whatIsDeletedTwiceIsGone() throws Exception {
    api.then(200, "{}").refusing(404, "NotFound", "gone");
    Cluster cluster = api.withToken(directory);

    cluster.delete("/jobs/a");
    cluster.delete("/jobs/a");

    assertThat(api.asked)
        .extracting(asked -> asked.method() + " " + asked.path())
        .containsOnly("DELETE /jobs/a?propagationPolicy=Background");
  }

  @Test
  void aLogArrivesWhileItIsWritten() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    api.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("one\n".getBytes(UTF_8));
          out.flush();
          await(read);
          out.write("two\n".getBytes(UTF_8));
          out.close();
        });

    try (InputStream log = api.withToken(directory).stream("/log?follow=true")) {
      assertThat(log.readNBytes(4)).asString(UTF_8).isEqualTo("one\n");
      read.countDown();
      assertThat(log.readAllBytes()).asString(UTF_8).isEqualTo("two\n");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readingIsTriedAgain() throws Exception {
    api.then(503, "").breaking().then(429, "").then(200, "{\"a\":1}");

    assertThat(api.withToken(directory).get("/a").path("a").asInt()).isEqualTo(1);
    assertThat(api.asked).hasSize(4);
  }

  @Test
  void tryingAgainHasAnEnd() throws Exception {
    for (int i = 0; i < 9; i++) {
      api.refusing(500, "InternalError", "etcdserver: no leader");
    }

    failure(
        () -> api.withToken(directory).get("/a"),
        Cause.UNAVAILABLE,
        "The API server https://localhost:"
            + api.port()
            + " (context prod) fails with 500: etcdserver: no leader.");
    assertThat(api.asked).hasSize(4);
  }

  @Test
  void theServerSaysHowLongToWait() throws Exception {
    api.then(
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "0");
          TestApi.write(exchange, 429, "busy");
        });

    api.withToken(directory).get("/a");

    assertThat(api.asked).hasSize(2);
  }

  @Test
  void nothingIsCreatedTwice() throws Exception {
    api.breaking().then(500, "").then(429, "").then(201, "{}");
    Cluster cluster = api.withToken(directory);

    assertThatThrownBy(() -> cluster.create("/jobs", MAPPER.readTree("{}"), false))
        .isInstanceOf(AdminException.class);
    assertThat(api.asked).hasSize(1);
    assertThatThrownBy(() -> cluster.create("/jobs", MAPPER.readTree("{}"), false))
        .hasMessageContaining("500");
    assertThat(api.asked).hasSize(2);
    // Whoever is turned away at the door may knock again.
    cluster.create("/jobs", MAPPER.readTree("{}"), false);
    assertThat(api.asked).hasSize(4);
  }

  @Test
  void unknownCredentialsAreAMatterOfConfiguration() throws Exception {
    api.refusing(401, "Unauthorized", "Unauthorized");

    AdminException failure =
        failure(
            () -> api.withToken(directory).get("/a"),
            Cause.CONFIGURATION,
            "does not accept the credentials of user 'ada'");
    assertThat(failure.getMessage()).doesNotContain("t-1");
    assertThat(api.asked).hasSize(1);
  }

  @Test
  void aMissingRightIsRefusedWithWhatHelps() throws Exception {
    api.refusing(403, "Forbidden", "jobs is forbidden: User \\\"ada\\\" cannot list");

    failure(
        () -> api.withToken(directory).get("/a"),
        Cause.REFUSED,
        "The cluster refuses this: jobs is forbidden: User \"ada\" cannot list."
            + " 'job rbac' prints the Role that is needed.");
  }

  @Test
  void aConflictCanBeToldApart() throws Exception {
    api.refusing(409, "AlreadyExists", "jobs \\\"a\\\" already exists");

    AdminException failure =
        failure(
            () -> api.withToken(directory).create("/jobs", MAPPER.readTree("{}"), false),
            Cause.REFUSED,
            "already exists");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            ApiFailure.class,
            cause -> {
              assertThat(cause.status()).isEqualTo(409);
              assertThat(cause.reason()).isEqualTo("AlreadyExists");
            });
  }

  @Test
  void anInvalidObjectIsRefusedWithAllCauses() throws Exception {
    api.then(
        422,
        """
        {"message":"Job is invalid","reason":"Invalid","details":{"causes":[
          {"field":"spec.a","message":"Required value"},
          {"field":"spec.b","message":"must be small"}]}}
        """);

    failure(
        () -> api.withToken(directory).create("/jobs", MAPPER.readTree("{}"), false),
        Cause.REFUSED,
        "Job is invalid (spec.a Required value; spec.b must be small).");
  }

  @Test
  void aPageOfAProxyIsNotQuoted() throws Exception {
    api.then(400, "<html>no</html>").then(200, "<html>Sign in</html>");
    Cluster cluster = api.withToken(directory);

    failure(() -> cluster.get("/a"), Cause.REFUSED, "it gives no reason (400).");
    failure(() -> cluster.get("/a"), Cause.UNAVAILABLE, "not as the Kubernetes API does");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    failure(
        () -> TestApi.cluster(directory, "server: 'https://localhost:" + free + "'", "").get("/a"),
        Cause.UNAVAILABLE,
        "The API server https://localhost:"
            + free
            + " (context prod) cannot be reached: nothing is listening there.");
    failure(
        () -> TestApi.cluster(directory, "server: 'https://nowhere.invalid'", "").get("/a"),
        Cause.UNAVAILABLE,
        "its name is not known here");
  }

  @Test
  void aServerThatBreaksOffIsUnavailable() throws Exception {
    for (int i = 0; i < 30; i++) {
      api.breaking();
    }

    failure(
        () -> api.withToken(directory).get("/a"), Cause.UNAVAILABLE, "the connection has broken");
    assertThat(api.asked).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aHandshakeThatEndsEarlyIsUnavailable() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread hangsUp = new Thread(() -> hangUp(socket));
      hangsUp.setDaemon(true);
      hangsUp.start();

      String server = "server: 'https://localhost:" + socket.getLocalPort() + "'";
      failure(
          () -> TestApi.cluster(directory, server, "").get("/a"),
          Cause.UNAVAILABLE,
          "cannot be reached");
    }
  }

  private static void hangUp(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        socket.accept().close();
      } catch (IOException e) {
        // The test has ended.
      }
    }
  }

  @Test
  void aFileWithATokenIsReadForEachRequest() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "t-one\n");
    Cluster cluster = api.as(directory, "tokenFile: token");

    cluster.get("/a");
    Files.writeString(file, "t-two\n");
    cluster.get("/a");

    assertThat(authorizations()).containsExactly("Bearer t-one", "Bearer t-two");
    Files.delete(file);
    failure(() -> cluster.get("/a"), Cause.CONFIGURATION, "The tokenFile of user 'ada'");
  }

  @Test
  void aPasswordIsSentAsBasic() throws Exception {
    api.as(directory, "username: ada, password: 's:1'").get("/a");

    assertThat(authorizations()).containsExactly("Basic YWRhOnM6MQ==");
  }

  @Test
  void whoeverActsAsSomebodyElseSaysSo() throws Exception {
    api.as(directory, "token: t, as: bob, as-groups: [devs, ops]").get("/a");

    assertThat(api.asked.get(0).header("Impersonate-User")).isEqualTo("bob");
    assertThat(api.asked.get(0).headers().get("Impersonate-Group")).containsExactly("devs", "ops");
  }

  @Test
  void aTokenThatCannotBeOneIsNotQuoted() throws Exception {
    Cluster cluster = api.as(directory, "token: \"se\\u0001cret\"");

    AdminException failure =
        failure(() -> cluster.get("/a"), Cause.CONFIGURATION, "The token of user 'ada'");
    assertThat(failure.getMessage()).doesNotContain("cret");
  }

  private List<String> authorizations() {
    return api.asked.stream().map(asked -> asked.header("Authorization")).toList();
  }

  static AdminException failure(ThrowingCallable work, Cause reason, String sentence) {
    AdminException failure = catchThrowableOfType(AdminException.class, work);
    assertThat(failure).isNotNull().hasMessageContaining(sentence);
    assertThat(failure.reason()).isEqualTo(reason);
    return failure;
  }
}
