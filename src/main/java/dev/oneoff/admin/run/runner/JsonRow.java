package dev.oneoff.admin.run.runner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as returned by {@code to_jsonb}, by column. */
final class JsonRow {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonRow() {}

  static Map<String, @Nullable String> read(String text) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String column = json.currentName();
        JsonToken token = json.nextToken();
        columns.put(column, token.isStructStart() ? structure(json) : scalar(json, token));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return columns;
  }

  private static @Nullable String scalar(JsonParser json, JsonToken token) throws IOException {
    return token == JsonToken.VALUE_NULL ? null : json.getText();
  }

  private static String structure(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructure(json);
    }
    return text.toString();
  }
}
