package dev.oneoff.admin.job.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate, made by the JDK's keytool once per process.
 *
 * @param authority who has signed it
 */
record TestCertificate(
    Path store, PrivateKey key, X509Certificate certificate, X509Certificate authority) {

  static final String PASSWORD = "changeit";

  private static final String[] ON_THIS_MACHINE = {"-ext", "SAN=ip:127.0.0.1,dns:localhost"};

  /** Of a server on this machine. It has signed itself, as the next two have. */
  static final TestCertificate LOCAL = make("local", "RSA", null, ON_THIS_MACHINE);

  /** Of a server whose address is another. */
  static final TestCertificate ELSEWHERE =
      make("elsewhere", "EC", null, "-ext", "SAN=dns:kubernetes.internal");

  /** Of a person. */
  static final TestCertificate ADA = make("ada", "EC", null);

  private static final TestCertificate AUTHORITY = make("authority", "EC", null, "-ext", "bc:c");

  /** Of a server on this machine, signed by an authority as in a real cluster. */
  static final TestCertificate SIGNED = make("signed", "EC", AUTHORITY, ON_THIS_MACHINE);

  static final TestCertificate EXPIRED =
      make(
          "expired",
          "EC",
          AUTHORITY,
          Stream.concat(Stream.of(ON_THIS_MACHINE), Stream.of("-startdate", "-9d"))
              .toArray(String[]::new));

  private static TestCertificate make(
      String name, String algorithm, TestCertificate authority, String... more) {
    try {
      Path directory = Files.createTempDirectory("certificate");
      Path store = directory.resolve(name + ".p12");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", algorithm));
      command.addAll(List.of("-dname", "CN=" + name, "-validity", "2", "-storetype", "PKCS12"));
      command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
      command.addAll(List.of(more));
      if (authority != null) {
        Files.copy(authority.store(), store);
        command.addAll(List.of("-signer", "authority"));
      }
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      assertThat(keytool.getInputStream().readAllBytes())
          .asString(US_ASCII)
          .doesNotContain("error");
      assertThat(keytool.waitFor()).isZero();
      KeyStore read = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        read.load(in, PASSWORD.toCharArray());
      }
      store.toFile().deleteOnExit();
      directory.toFile().deleteOnExit();
      X509Certificate certificate = (X509Certificate) read.getCertificate(name);
      return new TestCertificate(
          store,
          (PrivateKey) read.getKey(name, PASSWORD.toCharArray()),
          certificate,
          authority == null ? certificate : authority.certificate());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What vouches for it. */
  String authorityPem() {
    return pem(authority);
  }

  String pem() {
    return pem(certificate);
  }

  private static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(String kind, byte[] bytes) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
  }
}
