package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ClusterTest.failure;
import static dev.oneoff.admin.job.cluster.TestCertificate.pem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException.Cause;
import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PemTest {

  @Test
  void aKeyIsReadAsPkcs8() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

      assertThat(read(pem("PRIVATE KEY", key.getEncoded())).getEncoded())
          .isEqualTo(key.getEncoded());
    }
  }

  @Test
  void anOlderRsaKeyIsReadToo() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    for (int size : new int[] {1024, 2048}) {
      generator.initialize(size);
      PrivateKey key = generator.generateKeyPair().getPrivate();

      assertThat(read(pem("RSA PRIVATE KEY", inner(key)))).isEqualTo(key);
    }
  }

  @Test
  void anOlderEcKeyIsReadToo() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    for (int size : new int[] {256, 384, 521}) {
      generator.initialize(size);
      ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
      byte[] curve = curve(key);
      byte[] bare = inner(key);
      byte[] sec1 = sequence(contents(bare), value(0xa0, curve));

      // OpenSSL writes the curve before the key as well.
      for (String text :
          List.of(
              pem("EC PRIVATE KEY", sec1),
              pem("EC PARAMETERS", curve) + pem("EC PRIVATE KEY", sec1),
              pem("EC PARAMETERS", curve) + pem("EC PRIVATE KEY", bare))) {
        ECPrivateKey read = (ECPrivateKey) read(text);
        assertThat(read.getS()).isEqualTo(key.getS());
        assertThat(read.getParams().getCurve()).isEqualTo(key.getParams().getCurve());
      }
      failure(
          () -> read(pem("EC PRIVATE KEY", bare)),
          Cause.CONFIGURATION,
          "cannot be read as a private key");
    }
  }

  @Test
  void whatIsNoKeyIsSaid() {
    failure(() -> read("hello"), Cause.CONFIGURATION, "The key has no private key in PEM.");
    failure(
        () -> read(pem("ENCRYPTED PRIVATE KEY", new byte[8])), Cause.CONFIGURATION, "is encrypted");
    failure(
        () ->
            read(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"
                    + "AAAA\n-----END RSA PRIVATE KEY-----\n"),
        Cause.CONFIGURATION,
        "is encrypted");
    failure(
        () -> read(pem("PRIVATE KEY", new byte[8])),
        Cause.CONFIGURATION,
        "is of a kind that Java does not know");
    for (byte[] broken : new byte[][] {{}, {0x30}, {0x30, (byte) 0x84, 1, 1, 1, 1}, {2, 1, 1}}) {
      failure(
          () -> read(pem("EC PRIVATE KEY", broken)),
          Cause.CONFIGURATION,
          "cannot be read as a private key");
    }
  }

  @Test
  void whatIsNoCertificateIsSaid() {
    failure(
        () -> new Pem("The file x", new byte[0]).certificates(),
        Cause.CONFIGURATION,
        "The file x has no certificate in PEM.");
    failure(
        () ->
            new Pem("The file x", pem("CERTIFICATE", new byte[9]).getBytes(US_ASCII))
                .certificates(),
        Cause.CONFIGURATION,
        "cannot be read as a certificate");
  }

  private static PrivateKey read(String text) {
    return new Pem("The key", text.getBytes(US_ASCII)).key();
  }

  /** What PKCS#8 wraps: version, algorithm, key. */
  private static byte[] inner(PrivateKey key) {
    ByteBuffer parts = ByteBuffer.wrap(contents(key.getEncoded()));
    next(parts);
    next(parts);
    return contents(next(parts));
  }

  /** The algorithm's second part. */
  private static byte[] curve(PrivateKey key) {
    ByteBuffer parts = ByteBuffer.wrap(contents(key.getEncoded()));
    next(parts);
    ByteBuffer algorithm = ByteBuffer.wrap(contents(next(parts)));
    next(algorithm);
    return next(algorithm);
  }

  /** A whole value, with its head. */
  private static byte[] next(ByteBuffer from) {
    byte[] rest = Arrays.copyOfRange(from.array(), from.position(), from.limit());
    byte[] value = Arrays.copyOf(rest, head(rest) + length(rest));
    from.position(from.position() + value.length);
    return value;
  }

  private static byte[] contents(byte[] value) {
    return Arrays.copyOfRange(value, head(value), head(value) + length(value));
  }

  private static int head(byte[] value) {
    return value[1] >= 0 ? 2 : 2 + (value[1] & 0x7f);
  }

  private static int length(byte[] value) {
    if (value[1] >= 0) {
      return value[1];
    }
    int length = 0;
    for (int i = 2; i < head(value); i++) {
      length = length << 8 | (value[i] & 0xff);
    }
    return length;
  }

  private static byte[] sequence(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return value(0x30, joined.array());
  }

  private static byte[] value(int tag, byte[] contents) {
    boolean small = contents.length < 0x80;
    ByteBuffer value = ByteBuffer.allocate(contents.length + (small ? 2 : 3));
    value.put((byte) tag);
    if (!small) {
      value.put((byte) 0x81);
    }
    return value.put((byte) contents.length).put(contents).array();
  }
}
