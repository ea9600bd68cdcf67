package dev.oneoff.admin.job.cluster;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.Redaction;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What proves who asks.
 *
 * @param authorization the header's value
 * @param key a client's certificate with its key
 */
record Credential(Optional<String> authorization, Optional<Key> key) {

  /** A client's certificate, with those that vouch for it, and its key. */
  record Key(PrivateKey secret, List<X509Certificate> chain) {

    static Key of(Pem certificate, Pem key) {
      return new Key(key.key(), certificate.certificates());
    }

    /** Without its values. */
    @Override
    public String toString() {
      return "a key";
    }
  }

  /** What a header may hold; anything else java.net.http would quote in its message. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /**
   * @param whose for the message
   */
  static String bearer(String token, String whose) {
    String stripped = token.strip();
    if (!TOKEN.matcher(stripped).matches()) {
      throw AdminException.configuration(
          "The token of " + whose + " is empty, or has characters that no token has.");
    }
    Redaction.PROCESS.learn(stripped);
    return "Bearer " + stripped;
  }

  static String basic(String username, String password) {
    Redaction.PROCESS.learn(password);
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Without its values. */
  @Override
  public String toString() {
    return "a credential";
  }
}
