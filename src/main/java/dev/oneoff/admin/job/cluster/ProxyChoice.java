package dev.oneoff.admin.job.cluster;

import dev.oneoff.admin.AdminException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Through which proxy a cluster is reached: the kubeconfig's, or else the environment's. */
final class ProxyChoice {

  private static final int HTTP_PORT = 80;

  private ProxyChoice() {}

  /**
   * The choice for a server; empty if nothing is said, where Java's own settings count.
   *
   * @param named where it stands, for messages
   */
  static Optional<ProxySelector> of(
      Optional<String> url, String named, URI server, Map<String, String> environment) {
    if (url.isPresent()) {
      return Optional.of(proxy(url.get(), named));
    }
    String variable = server.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
    return variable(environment, variable)
        .map(
            value ->
                bypassed(server, variable(environment, "NO_PROXY").orElse(""))
                    ? HttpClient.Builder.NO_PROXY
                    : proxy(value, "The variable " + variable));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Stream.of(name, name.toLowerCase(Locale.ROOT))
        .map(each -> environment.getOrDefault(each, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  private static ProxySelector proxy(String url, String named) {
    try {
      URI proxy = new URI(url.contains("://") ? url : "http://" + url);
      if (proxy.getHost() != null && "http".equals(proxy.getScheme())) {
        if (proxy.getUserInfo() != null) {
          throw AdminException.configuration(
              named + " has a password; only proxies without one can be used.");
        }
        int port = proxy.getPort() < 0 ? HTTP_PORT : proxy.getPort();
        return ProxySelector.of(new InetSocketAddress(proxy.getHost(), port));
      }
    } catch (URISyntaxException e) {
      // Not its message, which may quote a password.
    }
    throw AdminException.configuration(
        named + " is not the address of an HTTP proxy, such as http://proxy:3128.");
  }

  private static boolean bypassed(URI server, String list) {
    String host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
    if (host.equals("localhost")
        || literal(host).map(InetAddress::isLoopbackAddress).orElse(false)) {
      return true;
    }
    return Stream.of(list.split(",", -1))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> matches(entry, host, server.getPort()));
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*") || entry.equals(host)) {
      return true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return within(entry.substring(0, slash), entry.substring(slash + 1), host);
    }
    String name = entry.replaceFirst(":" + port + "$", "").replaceFirst("^\\*?\\.", "");
    return host.endsWith("." + name) || (!entry.startsWith(".") && host.equals(name));
  }

  private static boolean within(String network, String length, String host) {
    Optional<byte[]> base = literal(network).map(InetAddress::getAddress);
    Optional<byte[]> address = literal(host).map(InetAddress::getAddress);
    if (base.isEmpty()
        || address.isEmpty()
        || base.get().length != address.get().length
        || !length.matches("\\d{1,3}")) {
      return false;
    }
    int rest = Math.max(0, address.get().length * 8 - Integer.parseInt(length));
    return new BigInteger(1, base.get())
        .shiftRight(rest)
        .equals(new BigInteger(1, address.get()).shiftRight(rest));
  }

  // Names are not looked up: that may be the proxy's business.
  private static Optional<InetAddress> literal(String text) {
    if (!text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-f:.]*:[0-9a-f:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
