package dev.oneoff.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a service answers, to be compared with what it answers without the toolkit. */
final class HostResponses {

  /** Where the toolkit, or an extension that it brought along, might add something. */
  private static final List<String> NOBODYS =
      List.of(
          "/nowhere", "/q/health", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private HostResponses() {}

  /**
   * The responses of a server that is told of its database in Quarkus's way: each one's code,
   * headers and body.
   *
   * @param posts bodies by path
   */
  static Map<String, String> of(
      App app,
      JarPostgres.Database database,
      List<String> paths,
      Map<String, List<String>> posts,
      String... headers)
      throws IOException, InterruptedException {
    Map<String, String> responses = new LinkedHashMap<>();
    try (JarServer server = JarServer.start(serving(app, database))) {
      for (List<String> some : List.of(paths, NOBODYS)) {
        for (String path : some) {
          responses.put(path, of(server, path, HttpRequest.newBuilder().GET(), headers));
          responses.put(path + " to a stranger", of(server, path, HttpRequest.newBuilder().GET()));
        }
      }
      for (String path : posts.keySet()) {
        for (String body : posts.get(path)) {
          responses.put(
              body,
              of(
                  server,
                  path,
                  HttpRequest.newBuilder()
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(body)),
                  headers));
        }
      }
    }
    return responses;
  }

  private static App serving(App app, JarPostgres.Database database) {
    return app.with("QUARKUS_DATASOURCE_JDBC_URL", JarPostgres.server().jdbcUrl(database.name()))
        .with("QUARKUS_DATASOURCE_USERNAME", JarPostgres.server().user())
        .with("QUARKUS_DATASOURCE_PASSWORD", JarPostgres.server().password());
  }

  /** An error's own number is left out. */
  private static String of(
      JarServer server, String path, HttpRequest.Builder request, String... headers)
      throws IOException, InterruptedException {
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        CLIENT.send(
            request.uri(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return (response.statusCode()
            + " "
            + new TreeMap<>(response.headers().map())
            + " "
            + response.body())
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-\\d+)?", "…");
  }
}
