package dev.oneoff.admin.shell.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.start.Extension;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the service in this process, as a client would send them: through its filters, its
 * security and its exception mappers.
 */
public final class Http {

  private final Map<String, String> headers;

  public Http() {
    this(Map.of());
  }

  private Http(Map<String, String> headers) {
    this.headers = headers;
  }

  /** The same with an additional header, as in {@code http.with("Authorization", "Bearer …")}. */
  public Http with(String header, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(header, value);
    return new Http(more);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * Posts a body.
   *
   * @param body JSON as a text, or an object to be written as JSON
   */
  public Answer post(String path, @Nullable Object body) {
    return send("POST", path, body);
  }

  /**
   * Puts a body.
   *
   * @param body JSON as a text, or an object to be written as JSON
   */
  public Answer put(String path, @Nullable Object body) {
    return send("PUT", path, body);
  }

  /**
   * Patches with a body.
   *
   * @param body JSON as a text, or an object to be written as JSON
   */
  public Answer patch(String path, @Nullable Object body) {
    return send("PATCH", path, body);
  }

  /**
   * Sends any request and waits for its response.
   *
   * @param path from the root, including the query
   * @param body JSON as a text, or an object to be written as JSON
   */
  public Answer send(String method, String path, @Nullable Object body) {
    if (!path.startsWith("/")) {
      throw AdminException.usage("A path begins with a slash: http.get(\"/" + path + "\").");
    }
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", "localhost");
    all.put("Accept", "*/*");
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    all.putAll(headers);
    Extension.HTTP.require("This service has no HTTP.");
    return VirtualServer.start().exchange(method, path, all, body == null ? "" : text(body));
  }

  private static String text(Object body) {
    if (body instanceof CharSequence text) {
      return text.toString();
    }
    try {
      InjectableInstance<ObjectMapper> services = Arc.container().select(ObjectMapper.class);
      ObjectMapper mapper = services.isResolvable() ? services.get() : new ObjectMapper();
      return mapper.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw AdminException.failed("This cannot be converted to JSON: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "http.get(\"/path\"), post, put, patch, delete; with(\"Header\", \"value\") first";
  }
}
