package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ClusterTest.failure;
import static dev.oneoff.admin.job.cluster.TestCertificate.base64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  @TempDir Path directory;

  @Test
  void aServerThatNobodyVouchesForIsNotTrusted() throws Exception {
    try (TestApi api = new TestApi()) {
      String server = "server: 'https://localhost:" + api.port() + "'";
      String wrong = server + ", certificate-authority-data: " + base64(TestCertificate.ADA.pem());

      for (String cluster : new String[] {server, wrong}) {
        failure(
            () -> TestApi.cluster(directory, cluster, "token: t").get("/a"),
            Cause.CONFIGURATION,
            "is not trusted: nobody who is trusted has signed it.");
      }
      assertThat(api.asked).isEmpty();
    }
  }

  @Test
  void anAuthorityVouchesForAServerAsLongAsItsCertificateIsGood() throws Exception {
    try (TestApi api = new TestApi(TestCertificate.SIGNED)) {
      api.withToken(directory).get("/a");

      assertThat(api.asked).hasSize(1);
    }
    try (TestApi api = new TestApi(TestCertificate.EXPIRED)) {
      failure(
          () -> api.withToken(directory).get("/a"),
          Cause.CONFIGURATION,
          "is not trusted: it has expired.");
      assertThat(api.asked).isEmpty();
    }
  }

  @Test
  void aCertificateOfAnotherNameIsNotTrusted() throws Exception {
    try (TestApi api = new TestApi(TestCertificate.ELSEWHERE)) {
      failure(
          () -> api.withToken(directory).get("/a"),
          Cause.CONFIGURATION,
          "is not trusted: No subject alternative");
      assertThat(api.asked).isEmpty();
    }
  }

  @Test
  void theNameOfTheCertificateCanBeGiven() throws Exception {
    try (TestApi api = new TestApi(TestCertificate.ELSEWHERE)) {
      for (String address : new String[] {"localhost", "127.0.0.1"}) {
        String cluster =
            api.cluster().replace("localhost", address) + ", tls-server-name: kubernetes.internal";

        TestApi.cluster(directory, cluster, "token: t").get("/a");
      }
      assertThat(api.asked).hasSize(2);
    }
  }

  @Test
  void theAddressesNameDoesNotStandInForTheOneGiven() throws Exception {
    try (TestApi api = new TestApi()) {
      String cluster = api.cluster() + ", tls-server-name: kubernetes.internal";

      failure(
          () -> TestApi.cluster(directory, cluster, "token: t").get("/a"),
          Cause.CONFIGURATION,
          "is not trusted: No subject alternative");
      assertThat(api.asked).isEmpty();
    }
  }

  @Test
  void aBundleHasSeveralAuthorities() throws Exception {
    Files.writeString(
        directory.resolve("ca.pem"),
        "# ours\n" + TestCertificate.ADA.pem() + "\n# theirs\n" + TestCertificate.LOCAL.pem());
    try (TestApi api = new TestApi()) {
      String cluster =
          "server: 'https://127.0.0.1:" + api.port() + "', certificate-authority: ca.pem";

      TestApi.cluster(directory, cluster, "token: t").get("/a");

      assertThat(api.asked).hasSize(1);
    }
  }

  @Test
  void aUserCanBeACertificate() throws Exception {
    Files.writeString(directory.resolve("ada.key"), TestCertificate.ADA.keyPem());
    try (TestApi api = new TestApi()) {
      String user =
          "client-certificate-data: " + base64(TestCertificate.ADA.pem()) + ", client-key: ada.key";

      api.as(directory, user).get("/a");

      assertThat(api.asked.get(0).who()).isEqualTo("CN=ada");
    }
  }

  @Test
  void verificationCannotBeSkipped() {
    failure(
        () ->
            TestApi.cluster(
                directory, "server: 'https://localhost', insecure-skip-tls-verify: true", ""),
        Cause.CONFIGURATION,
        "certificate-authority instead");
  }
}
