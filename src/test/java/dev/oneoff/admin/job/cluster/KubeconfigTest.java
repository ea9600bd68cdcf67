package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ClusterTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.job.cluster.Cluster.Access;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

  private static final Access NOTHING = access(null, null, null);

  @TempDir Path directory;

  @Test
  void theFirstFileWinsForEachName() throws Exception {
    try (TestApi api = new TestApi();
        TestApi other = new TestApi()) {
      Path first = Files.createDirectory(directory.resolve("first"));
      Path second = Files.createDirectory(directory.resolve("second"));
      Files.writeString(first.resolve("token"), "of-first");
      Files.writeString(second.resolve("token"), "of-second");
      Files.writeString(
          first.resolve("config"),
          """
          clusters: [{name: east, cluster: {%s}}]
          users: [{name: ada, user: {tokenFile: token}}]
          """
              .formatted(api.cluster()));
      Files.writeString(
          second.resolve("config"),
          """
          clusters: [{name: east, cluster: {%s}}]
          users:
          - {name: ada, user: {token: not-this}}
          - {name: bob, user: {tokenFile: ./token}}
          contexts:
          - {name: as-ada, context: {cluster: east, user: ada}}
          - {name: as-bob, context: {cluster: east, user: bob, namespace: bobs}}
          current-context: as-ada
          """
              .formatted(other.cluster()));
      Map<String, String> environment =
          Map.of(
              "KUBECONFIG",
              String.join(
                  File.pathSeparator,
                  directory.resolve("missing").toString(),
                  first.resolve("config").toString(),
                  "",
                  second.resolve("config").toString()));

      Cluster ada = TestApi.of(NOTHING, environment);
      Cluster bob = TestApi.of(access(null, "as-bob", null), environment);
      ada.get("/a");
      bob.get("/a");

      assertThat(ada).hasToString("context as-ada, namespace default");
      assertThat(bob).hasToString("context as-bob, namespace bobs");
      assertThat(api.asked)
          .extracting(asked -> asked.header("Authorization"))
          .containsExactly("Bearer of-first", "Bearer of-second");
      assertThat(other.asked).isEmpty();
    }
  }

  @Test
  void theOneOfTheHomeDirectoryIsTheLastResort() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home/.kube"));
    config(home.resolve("config"), "server: 'https://home'", "");
    Map<String, String> environment = Map.of("HOME", directory.resolve("home").toString());

    assertThat(TestApi.of(access(null, null, "mine"), environment))
        .hasToString("context prod, namespace mine");
  }

  @Test
  void withoutAnyItIsSaidWhatWasLookedFor() {
    Map<String, String> environment = Map.of("HOME", directory.toString());

    failure(
        () -> TestApi.of(NOTHING, environment),
        Cause.CONFIGURATION,
        "No cluster is known: there is no kubeconfig " + directory + "/.kube/config, and this is");
    failure(
        () -> TestApi.of(NOTHING, Map.of("KUBECONFIG", "/no/such")),
        Cause.CONFIGURATION,
        "no kubeconfig KUBECONFIG=/no/such");
    failure(
        () -> TestApi.of(access(directory.resolve("mine"), null, null), environment),
        Cause.CONFIGURATION,
        "There is no kubeconfig " + directory.resolve("mine") + ".");
  }

  @Test
  void aPodKnowsItsOwnCluster() throws Exception {
    try (TestApi api = new TestApi()) {
      Map<String, String> environment =
          Map.of(
              "HOME",
              directory.toString(),
              "KUBERNETES_SERVICE_HOST",
              "127.0.0.1",
              "KUBERNETES_SERVICE_PORT",
              String.valueOf(api.port()));
      Path account = Files.createDirectory(directory.resolve("account"));
      Files.writeString(account.resolve("ca.crt"), TestCertificate.LOCAL.pem());
      Path token = Files.writeString(account.resolve("token"), "t-one");
      Files.writeString(account.resolve("namespace"), "shop");
      ServiceAccount pod = new ServiceAccount(account, environment);

      Cluster cluster = Cluster.of(NOTHING, environment, pod, TestApi.LIMITS);
      cluster.get("/a");
      Files.writeString(token, "t-two");
      cluster.get("/a");

      assertThat(cluster).hasToString("this cluster, namespace shop");
      assertThat(api.asked)
          .extracting(asked -> asked.header("Authorization"))
          .containsExactly("Bearer t-one", "Bearer t-two");
      assertThat(Cluster.of(access(null, null, "x"), environment, pod, TestApi.LIMITS).namespace())
          .isEqualTo("x");
      Files.delete(account.resolve("namespace"));
      assertThat(Cluster.of(NOTHING, environment, pod, TestApi.LIMITS).namespace())
          .isEqualTo("default");
      failure(
          () -> Cluster.of(access(null, "prod", null), environment, pod, TestApi.LIMITS),
          Cause.CONFIGURATION,
          "There is no kubeconfig");
    }
  }

  @Test
  void aMisspeltContextIsRecognized() throws Exception {
    Path file = config(directory.resolve("c"), "server: 'https://x'", "");

    failure(
        () -> TestApi.of(access(file, "prdo", null), Map.of()),
        Cause.CONFIGURATION,
        "There is no context 'prdo' in the kubeconfig " + file + ". Did you mean 'prod'?");
    failure(
        () -> TestApi.of(access(file, "something", null), Map.of()),
        Cause.CONFIGURATION,
        "It has: prod.");
  }

  @Test
  void aContextNamesWhatThereIs() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("c"),
            """
            contexts:
            - {name: a, context: {cluster: east}}
            - {name: b, context: {}}
            """);

    failure(
        () -> TestApi.of(access(file, null, null), Map.of()),
        Cause.CONFIGURATION,
        "has no current context. Name one of its contexts: a, b.");
    failure(
        () -> TestApi.of(access(file, "a", null), Map.of()),
        Cause.CONFIGURATION,
        "There is no cluster 'east', which context 'a' names, in the kubeconfig");
    failure(
        () -> TestApi.of(access(file, "b", null), Map.of()),
        Cause.CONFIGURATION,
        "The cluster of context 'b' is missing in the kubeconfig.");
  }

  @Test
  void whatIsNoKubeconfigIsSaidWithoutItsContents() throws Exception {
    for (String text :
        new String[] {
          "users:\n- name: a\n  user: {token: s3cret\n", "s3cret", "!!java.io.s3cret x"
        }) {
      Path file = Files.writeString(directory.resolve("c"), text);

      AdminException failure =
          failure(
              () -> TestApi.of(access(file, null, null), Map.of()), Cause.CONFIGURATION, "" + file);
      assertThat(failure).hasNoCause();
      assertThat(failure.getMessage()).doesNotContain("s3cret");
    }
  }

  @Test
  void whatCannotBeUsedIsRefusedByItsName() throws Exception {
    refused("server: 'https://ada:s3cret@x'", "", "is not an address such as");
    refused("server: 'https://x'", "auth-provider: {name: gcp}", "The auth-provider of user 'ada'");
    refused("server: 'https://x'", "as: b, as-user-extra: {a: [b]}", "The as-user-extra of user");
    refused("server: 'https://x'", "client-key-data: YQ==", "The client-certificate of user 'ada'");
    refused(
        "server: 'localhost:1'", "", "The server of cluster 'east' in the kubeconfig is not an");
    refused(
        "server: 'https://x', certificate-authority: gone.pem",
        "",
        "no readable file " + directory.resolve("gone.pem"));
    refused(
        "server: 'https://x', certificate-authority-data: YQ==",
        "",
        "The certificate-authority-data of cluster 'east' in the kubeconfig has no certificate");
    refused(
        "server: 'https://x', proxy-url: 'socks5://p:1'", "", "The proxy-url of cluster 'east'");
  }

  private void refused(String cluster, String user, String sentence) throws IOException {
    Path file = config(directory.resolve("c"), cluster, user);
    failure(() -> TestApi.of(access(file, null, null), Map.of()), Cause.CONFIGURATION, sentence);
  }

  private static Path config(Path file, String cluster, String user) throws IOException {
    return Files.writeString(file, TestApi.kubeconfig(cluster, user));
  }

  private static Access access(Path kubeconfig, String context, String namespace) {
    return new Access(
        Optional.ofNullable(kubeconfig),
        Optional.ofNullable(context),
        Optional.ofNullable(namespace));
  }
}
