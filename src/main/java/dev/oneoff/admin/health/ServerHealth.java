package dev.oneoff.admin.health;

import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

/** Queries the health endpoint of a running server. One that does not answer is down. */
final class ServerHealth {

  /** Quarkus's default address for it. */
  private static final String PATH = "/q/health";

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  ServerHealth(URI url) {
    String path = url.getPath();
    this.address = path == null || path.isEmpty() || path.equals("/") ? url.resolve(PATH) : url;
  }

  /**
   * Validates an address before anything is sent.
   *
   * @throws AdminException {@code USAGE} if it is not an HTTP address
   */
  static void requireUsable(URI url) {
    if (url.getHost() == null
        || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
      throw AdminException.usage("'" + url + "' is not an address such as http://localhost:8080.");
    }
  }

  Health ask() {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(LIMIT)
                  .header("Accept", "application/json")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return read(response);
    } catch (HttpTimeoutException e) {
      return Health.silent(
          address.toString(), "no answer within " + LIMIT.toSeconds() + " seconds");
    } catch (ConnectException e) {
      return Health.silent(address.toString(), "nothing is listening there");
    } catch (IOException e) {
      return Health.silent(address.toString(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AdminException.interrupted("Interrupted while waiting for the server.");
    }
  }

  // 503 is an answer too: it says that the service is down, and why.
  private Health read(HttpResponse<String> response) {
    try {
      return Health.of(response.body());
    } catch (IllegalArgumentException e) {
      return Health.silent(
          address.toString(), "answers " + response.statusCode() + ", but not with health checks");
    }
  }
}
