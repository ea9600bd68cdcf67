package dev.oneoff.admin.transfer.imports.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts JSON arrays, in which form an export writes the values of an array column, to the form
 * that PostgreSQL reads. PostgreSQL's own form never ends with a bracket, so the two can be told
 * apart.
 */
final class ArrayText {

  private static final JsonFactory JSON = new JsonFactory();

  private final boolean ofJson;

  private ArrayText(boolean ofJson) {
    this.ofJson = ofJson;
  }

  /** For a type in PostgreSQL's words; null if it is not an array. */
  static @Nullable ArrayText of(String type) {
    return type.endsWith("[]") ? new ArrayText(Set.of("json[]", "jsonb[]").contains(type)) : null;
  }

  /** Anything but a JSON array is left as it is, for PostgreSQL to read or to refuse. */
  String converted(String value) {
    if (!value.startsWith("[") || !value.endsWith("]")) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length() + 16);
    try (JsonParser parser = JSON.createParser(value)) {
      parser.nextToken();
      append(parser, text);
      return parser.nextToken() == null ? text.toString() : value;
    } catch (IOException e) {
      return value;
    }
  }

  private void append(JsonParser array, StringBuilder text) throws IOException {
    String separator = "{";
    while (array.nextToken() != JsonToken.END_ARRAY) {
      text.append(separator);
      separator = ",";
      if (array.currentToken() == JsonToken.VALUE_NULL) {
        text.append("NULL");
      } else if (array.currentToken() == JsonToken.START_ARRAY && !ofJson) {
        append(array, text);
      } else {
        quote(element(array), text);
      }
    }
    text.append(separator.equals("{") ? "{}" : "}");
  }

  // An array of json contains JSON itself: an array in it is not another dimension.
  private String element(JsonParser parser) throws IOException {
    if (!ofJson && parser.currentToken().isScalarValue()) {
      return parser.getText();
    }
    StringWriter copy = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(copy)) {
      generator.copyCurrentStructureExact(parser);
    }
    return copy.toString();
  }

  private static void quote(String element, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < element.length(); i++) {
      char c = element.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
    text.append('"');
  }
}
