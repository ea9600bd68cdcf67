package dev.oneoff.admin.job.cluster;

import static dev.oneoff.admin.job.cluster.ClusterTest.failure;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.AdminException.Cause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyChoiceTest {

  @Test
  void theClustersOwnProxyComesFirst() {
    assertThat(proxy("https://api", Map.of("HTTPS_PROXY", "http://other:1"), "http://own:3128"))
        .isEqualTo("own:3128");
    assertThat(proxy("https://api", Map.of("HTTPS_PROXY", "http://other:1"))).isEqualTo("other:1");
    assertThat(proxy("https://api", Map.of("https_proxy", "other"))).isEqualTo("other:80");
    assertThat(proxy("http://api", Map.of("HTTPS_PROXY", "http://other:1"))).isEqualTo("unsaid");
  }

  @Test
  void someServersAreReachedDirectly() {
    for (String list :
        List.of("*", "api.example.com", "example.com", ".example.com, x", "*.example.com")) {
      assertThat(proxied("https://api.example.com:6443", list)).as(list).isFalse();
    }
    for (String list : List.of("", "other.com", "ample.com", ".api.example.com", "10.0.0.0/8")) {
      assertThat(proxied("https://api.example.com:6443", list)).as(list).isTrue();
    }
    assertThat(proxied("https://api.example.com:6443", "api.example.com:6443")).isFalse();
    assertThat(proxied("https://10.1.2.3:6443", "10.0.0.0/8")).isFalse();
    assertThat(proxied("https://11.1.2.3:6443", "10.0.0.0/8")).isTrue();
    assertThat(proxied("https://[fd00::1]:6443", "fd00::/8")).isFalse();
    assertThat(proxied("https://[fd00::1]:6443", "10.0.0.0/8,fe00::/8")).isTrue();
    assertThat(proxied("https://localhost:6443", "")).isFalse();
    assertThat(proxied("https://127.0.0.1:6443", "")).isFalse();
  }

  @Test
  void aProxyThatCannotBeUsedIsRefusedWithoutItsPassword() {
    for (String url :
        List.of("socks5://p:1", "https://p:1", "http://ada:s3cret@p:1", "http://%%")) {
      assertThat(
              failure(
                  () -> proxy("https://api", Map.of("HTTPS_PROXY", url)),
                  Cause.CONFIGURATION,
                  "The variable HTTPS_PROXY"))
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void theClusterIsReachedThroughIt(@TempDir Path directory) throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      BlockingQueue<String> asked = new LinkedBlockingQueue<>();
      Thread thread = new Thread(() -> refuse(proxy, asked));
      thread.setDaemon(true);
      thread.start();

      String cluster =
          "server: 'https://api.internal:6443', proxy-url: 'http://127.0.0.1:%d'"
              .formatted(proxy.getLocalPort());
      failure(
          () -> TestApi.cluster(directory, cluster, "token: t").get("/a"),
          Cause.UNAVAILABLE,
          "502");
      assertThat(asked).contains("CONNECT api.internal:6443 HTTP/1.1");
    }
  }

  private static void refuse(ServerSocket proxy, BlockingQueue<String> asked) {
    while (!proxy.isClosed()) {
      try (Socket client = proxy.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          asked.add(line);
        }
        client
            .getOutputStream()
            .write("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException e) {
        // The test has ended.
      }
    }
  }

  private static boolean proxied(String server, String list) {
    return proxy(server, Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", list)).equals("p:1");
  }

  private static String proxy(String server, Map<String, String> environment, String... own) {
    URI address = URI.create(server);
    Optional<ProxySelector> chosen =
        ProxyChoice.of(List.of(own).stream().findFirst(), "It", address, environment);
    return chosen
        .map(proxies -> proxies.select(address).get(0).address())
        .map(
            found ->
                found instanceof InetSocketAddress proxy
                    ? proxy.getHostString() + ":" + proxy.getPort()
                    : "direct")
        .orElse(chosen.isPresent() ? "direct" : "unsaid");
  }
}
