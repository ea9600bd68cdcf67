package dev.oneoff.admin.shell.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/** The service's response. */
public final class Answer {

  private final int status;
  private final Map<String, String> headers;
  private final String body;

  Answer(int status, Map<String, String> headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** By name, in lower case; repeated headers are joined by commas. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The raw body. */
  public String body() {
    return body;
  }

  /** Formatted for reading: JSON is indented. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HttpResponseStatus.valueOf(status).toString());
    headers.forEach((name, value) -> text.append('\n').append(name).append(": ").append(value));
    return body.isEmpty() ? text.toString() : text.append("\n\n").append(indented()).toString();
  }

  private String indented() {
    if (!headers.getOrDefault("content-type", "").contains("json")) {
      return body;
    }
    try {
      return new ObjectMapper().readTree(body).toPrettyString();
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
