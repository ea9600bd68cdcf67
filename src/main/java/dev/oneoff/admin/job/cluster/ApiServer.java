package dev.oneoff.admin.job.cluster;

import java.net.ProxySelector;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Where the API is, and how to get there.
 *
 * @param name for people: {@code context prod}
 * @param authorities who may sign its certificate; empty for those that Java trusts
 * @param certified the name that its certificate is for, if it is not the address's
 * @param proxy empty for Java's own choice
 */
record ApiServer(
    URI address,
    String name,
    List<X509Certificate> authorities,
    Optional<String> certified,
    Optional<ProxySelector> proxy) {

  boolean encrypted() {
    return "https".equals(address.getScheme());
  }

  /** The address of a path such as {@code /api/v1/pods}; the server's own may have a path too. */
  URI at(String path) {
    return URI.create(address.toString().replaceAll("/+$", "") + path);
  }

  /** The same for a WebSocket. */
  URI socket(String path) {
    return URI.create(at(path).toString().replaceFirst("^http", "ws"));
  }

  @Override
  public String toString() {
    return "API server " + address + " (" + name + ")";
  }
}
