package dev.oneoff.admin.job.cluster;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** What a connection trusts, and whom it says it is from. There is no way to trust everything. */
final class Tls {

  /** Of a key store in memory, which nobody else sees. */
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  static SSLContext context(ApiServer server, Optional<Credential.Key> key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(key.isPresent() ? ours(key.get()) : null, trusted(server.authorities()), null);
      return server.certified().isPresent()
          ? RenamedEngine.context(context, server.certified().get())
          : context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  // Null stands for Java's own.
  private static TrustManager @Nullable [] trusted(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = store();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] ours(Credential.Key key)
      throws GeneralSecurityException, IOException {
    KeyStore store = store();
    store.setKeyEntry("client", key.secret(), NO_PASSWORD, key.chain().toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
