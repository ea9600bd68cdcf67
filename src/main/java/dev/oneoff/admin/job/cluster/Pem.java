package dev.oneoff.admin.job.cluster;

import dev.oneoff.admin.AdminException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and keys as text. There may be anything between the blocks, as OpenSSL writes. */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private record Block(String kind, String text) {

    byte[] bytes() {
      return Base64.getMimeDecoder().decode(text);
    }
  }

  private final String what;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * @param what for messages: {@code The client-key of user 'ada'}
   */
  Pem(String what, byte[] text) {
    this.what = what;
    Matcher found = BLOCK.matcher(new String(text, StandardCharsets.ISO_8859_1));
    while (found.find()) {
      blocks.add(new Block(found.group(1), found.group(2)));
    }
  }

  /** All of them: a bundle has more than one. */
  List<X509Certificate> certificates() {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> certificates = new ArrayList<>();
      for (Block block : blocks) {
        if (block.kind().endsWith("CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
      }
      if (certificates.isEmpty()) {
        throw unfit("has no certificate in PEM", null);
      }
      return certificates;
    } catch (CertificateException | IllegalArgumentException e) {
      throw unfit("cannot be read as a certificate", e);
    }
  }

  PrivateKey key() {
    for (Block block : blocks) {
      if (block.kind().equals("ENCRYPTED PRIVATE KEY") || block.text().contains("ENCRYPTED")) {
        throw unfit("is encrypted; only keys without a passphrase can be used", null);
      }
    }
    try {
      return key(
          block("PRIVATE KEY")
              .or(() -> block("RSA PRIVATE KEY").map(Der::ofPkcs1))
              .or(() -> block("EC PRIVATE KEY").map(key -> Der.ofSec1(key, block("EC PARAMETERS"))))
              .orElseThrow(() -> unfit("has no private key in PEM", null)));
    } catch (IllegalArgumentException e) {
      throw unfit("cannot be read as a private key", e);
    }
  }

  private Optional<byte[]> block(String kind) {
    return blocks.stream().filter(block -> block.kind().equals(kind)).findFirst().map(Block::bytes);
  }

  // PKCS#8 names its algorithm, but Java wants to be told.
  private PrivateKey key(byte[] pkcs8) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // It is one of the others.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    throw unfit("is of a kind that Java does not know", null);
  }

  private AdminException unfit(String why, @Nullable Throwable cause) {
    return AdminException.configuration(what + " " + why + ".", cause);
  }
}
