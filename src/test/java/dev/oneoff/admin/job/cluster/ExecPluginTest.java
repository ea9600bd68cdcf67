package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ClusterTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecPluginTest {

  private static final String EXEC =
      "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: bin/sign-in";

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

  /** Prints a token that counts its runs. */
  private void counting(String rest) throws IOException {
    program(
        """
        echo run >> runs
        n=$(wc -l < runs)
        echo "{\\"status\\":{\\"token\\":\\"run-$((n))\\"%s}}"
        """
            .formatted(rest));
  }

  private void program(String script) throws IOException {
    Path file = Files.createDirectories(directory.resolve("bin")).resolve("sign-in");
    Files.writeString(file, "#!/bin/sh\ncd " + directory + "\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aTokenIsKeptUntilItIsRefused() throws Exception {
    counting("");
    api.then(200, "{}").then(200, "{}").then(401, "").then(200, "{}");
    Cluster cluster = api.as(directory, EXEC + "}");

    cluster.get("/a");
    cluster.get("/b");
    cluster.get("/c");

    assertThat(authorizations())
        .containsExactly("Bearer run-1", "Bearer run-1", "Bearer run-1", "Bearer run-2");
  }

  @Test
  void twoRefusalsAreOneTooMany() throws Exception {
    counting("");
    api.then(401, "").then(401, "");

    failure(
        () -> api.as(directory, EXEC + "}").get("/a"),
        Cause.CONFIGURATION,
        "does not accept the credentials of user 'ada'");
    assertThat(authorizations()).containsExactly("Bearer run-1", "Bearer run-2");
  }

  @Test
  void aTokenIsKeptUntilItExpires() throws Exception {
    counting(",\\\"expirationTimestamp\\\":\\\"2001-01-01T00:00:00Z\\\"");
    Cluster cluster = api.as(directory, EXEC + "}");
    cluster.get("/a");
    cluster.get("/b");

    counting(",\\\"expirationTimestamp\\\":\\\"2999-01-01T00:00:00+01:00\\\"");
    cluster.get("/c");
    cluster.get("/d");

    assertThat(authorizations())
        .containsExactly("Bearer run-1", "Bearer run-2", "Bearer run-3", "Bearer run-3");
  }

  @Test
  void theProgramIsToldWhatItIsFor() throws Exception {
    program(
        """
        printf '%s' "$KUBERNETES_EXEC_INFO" > info
        printf '%s' "$1 $2 $REGION" > told
        echo '{"status":{"token":"t"}}'
        """);
    String cluster =
        api.cluster()
            + ", extensions: [{name: client.authentication.k8s.io/exec, extension: {a: 1}}]";

    TestApi.cluster(
            directory,
            cluster,
            EXEC
                + ", args: [get token, now], env: [{name: REGION, value: eu}], provideClusterInfo: true}")
        .get("/a");

    assertThat(directory.resolve("told")).hasContent("get token now eu");
    JsonNode info = new ObjectMapper().readTree(directory.resolve("info").toFile());
    assertThat(info.path("kind").asText()).isEqualTo("ExecCredential");
    assertThat(info.path("apiVersion").asText()).isEqualTo("client.authentication.k8s.io/v1");
    assertThat(info.at("/spec/interactive").asBoolean(true)).isFalse();
    assertThat(info.at("/spec/cluster/server").asText())
        .isEqualTo("https://localhost:" + api.port());
    assertThat(info.at("/spec/cluster/certificate-authority-data").asText()).isNotEmpty();
    assertThat(info.at("/spec/cluster/config/a").asInt()).isEqualTo(1);
  }

  @Test
  void itMayAnswerWithACertificate() throws Exception {
    program("cat answer");
    Files.writeString(
        directory.resolve("answer"),
        new ObjectMapper()
            .createObjectNode()
            .set(
                "status",
                new ObjectMapper()
                    .createObjectNode()
                    .put("clientCertificateData", TestCertificate.ADA.pem())
                    .put("clientKeyData", TestCertificate.ADA.keyPem()))
            .toString());

    api.as(directory, EXEC + "}").get("/a");

    assertThat(api.asked.get(0).who()).isEqualTo("CN=ada");
    assertThat(api.asked.get(0).headers()).doesNotContainKey("Authorization");
  }

  @Test
  void aProgramThatIsMissingIsNamedWithItsHint() throws Exception {
    failure(
        () -> api.as(directory, EXEC + ", installHint: Install it from x.}").get("/a"),
        Cause.CONFIGURATION,
        "The program 'bin/sign-in', which signs user 'ada' in, cannot be started. Install it from"
            + " x.");
  }

  @Test
  void aProgramThatFailsIsNamed() throws Exception {
    program("exit 3");

    failure(
        () -> api.as(directory, EXEC + "}").get("/a"),
        Cause.CONFIGURATION,
        "has failed with exit code 3.");
  }

  @Test
  void anAnswerThatIsNoneIsNotQuoted() throws Exception {
    for (String printed :
        List.of(
            "s3cret",
            "{\"status\":{\"s3cret\":1}}",
            "{\"status\":{\"token\":\"s3cret\",\"clientKeyData\":\"x\"}}",
            "{\"status\":{\"token\":\"s3cret\",\"expirationTimestamp\":\"soon\"}}")) {
      program("echo '" + printed + "'");

      AdminException failure =
          failure(
              () -> api.as(directory, EXEC + "}").get("/a"), Cause.CONFIGURATION, "has printed");
      assertThat(failure).hasMessageNotContaining("s3cret").hasNoCause();
    }
  }

  @Test
  void aPluginThatNobodyKnowsIsRefused() throws Exception {
    failure(
        () -> api.as(directory, EXEC.replace("/v1", "/v1alpha1") + "}"),
        Cause.CONFIGURATION,
        "client.authentication.k8s.io/v1alpha1");
    failure(
        () -> api.as(directory, EXEC.replace("bin/sign-in", "''") + "}"),
        Cause.CONFIGURATION,
        "has no command");
  }

  @Test
  void aProgramThatAsksNeedsATerminal() throws Exception {
    counting("");

    failure(
        () -> api.as(directory, EXEC.replace("Never", "Always") + "}").get("/a"),
        Cause.CONFIGURATION,
        "there is no terminal");
    api.as(directory, EXEC.replace("/v1", "/v1beta1").replace("Never", "IfAvailable") + "}")
        .get("/a");
    assertThat(authorizations()).containsExactly("Bearer run-1");
  }

  private List<String> authorizations() {
    return api.asked.stream().map(asked -> asked.header("Authorization")).toList();
  }
}
