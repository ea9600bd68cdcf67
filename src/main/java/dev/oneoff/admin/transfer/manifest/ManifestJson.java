package dev.oneoff.admin.transfer.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A manifest as a file. */
public final class ManifestJson {

  private static final String FORM = "oneoff-export";
  private static final long VERSION = 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  private ManifestJson() {}

  public static void write(Manifest manifest, OutputStream out) throws IOException {
    try (JsonGenerator json =
        JSON.createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("form", FORM);
      json.writeNumberField("version", VERSION);
      json.writeStringField("source", manifest.source());
      json.writeStringField("release", manifest.release());
      json.writeObjectFieldStart("schema");
      json.writeStringField("last", manifest.schema().last());
      json.writeStringField("fingerprint", manifest.schema().fingerprint());
      json.writeEndObject();
      json.writeStringField("snapshotAt", manifest.snapshotAt().toString());
      if (manifest.source().equals(Manifest.ALL)) {
        json.writeBooleanField("restorable", manifest.obstacles().isEmpty());
        write("obstacles", manifest.obstacles(), json);
      }
      json.writeArrayFieldStart("files");
      for (Manifest.DataFile file : manifest.files()) {
        write(file, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("sequences");
      for (Manifest.SequenceState sequence : manifest.sequences()) {
        json.writeStartObject();
        json.writeStringField("schema", sequence.schema());
        json.writeStringField("name", sequence.name());
        json.writeNumberField("lastValue", sequence.lastValue());
        json.writeBooleanField("called", sequence.called());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(Manifest.DataFile file, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", file.name());
    if (file.schema().isPresent() && file.table().isPresent()) {
      json.writeStringField("schema", file.schema().get());
      json.writeStringField("table", file.table().get());
    }
    json.writeNumberField("rows", file.rows());
    json.writeNumberField("bytes", file.bytes());
    json.writeStringField("sha256", file.sha256());
    write("columns", file.columns(), json);
    write("masked", file.masked(), json);
    json.writeEndObject();
  }

  private static void write(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /**
   * Reads one.
   *
   * @param where what it is to a person
   * @throws AdminException {@code FAILED} if it is none
   */
  public static Manifest read(InputStream in, String where) {
    try (JsonParser json = JSON.createParser(in)) {
      json.nextToken();
      return manifest(object(value(json), where), where);
    } catch (IOException | DateTimeParseException | ClassCastException e) {
      throw AdminException.failed(
          where + " is not a manifest of an export: " + firstLine(e) + ".", e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Manifest manifest(Map<?, ?> json, String where) {
    if (!FORM.equals(json.get("form"))) {
      throw AdminException.failed(where + " is not a manifest of an export.", null);
    }
    if (!Long.valueOf(VERSION).equals(json.get("version"))) {
      throw AdminException.refused(
          where
              + " is of version "
              + json.get("version")
              + ", and this release reads "
              + VERSION
              + ".");
    }
    Map<?, ?> schema = object(json.get("schema"), where);
    List<Manifest.DataFile> files = new ArrayList<>();
    for (Object file : list(json.get("files"), where)) {
      files.add(file(object(file, where), where));
    }
    List<Manifest.SequenceState> sequences = new ArrayList<>();
    for (Object sequence : list(json.get("sequences"), where)) {
      Map<?, ?> state = object(sequence, where);
      sequences.add(
          new Manifest.SequenceState(
              text(state, "schema", where),
              text(state, "name", where),
              number(state, "lastValue", where),
              Boolean.TRUE.equals(state.get("called"))));
    }
    return new Manifest(
        text(json, "source", where),
        text(json, "release", where),
        new SchemaStamp(text(schema, "last", where), text(schema, "fingerprint", where)),
        Instant.parse(text(json, "snapshotAt", where)),
        files,
        sequences,
        // Not said before this was known.
        json.get("obstacles") == null ? List.of() : texts(json.get("obstacles"), where));
  }

  private static Manifest.DataFile file(Map<?, ?> json, String where) {
    return new Manifest.DataFile(
        text(json, "name", where),
        Optional.ofNullable((String) json.get("schema")),
        Optional.ofNullable((String) json.get("table")),
        number(json, "rows", where),
        number(json, "bytes", where),
        text(json, "sha256", where),
        texts(json.get("columns"), where),
        texts(json.get("masked"), where));
  }

  private static List<String> texts(@Nullable Object value, String where) {
    return list(value, where).stream().map(String.class::cast).toList();
  }

  private static String text(Map<?, ?> json, String name, String where) {
    if (json.get(name) instanceof String text) {
      return text;
    }
    throw missing(name, where);
  }

  private static long number(Map<?, ?> json, String name, String where) {
    if (json.get(name) instanceof Long number) {
      return number;
    }
    throw missing(name, where);
  }

  private static AdminException missing(String name, String where) {
    return AdminException.failed(
        where + " is not a complete manifest: '" + name + "' is missing.", null);
  }

  private static Map<?, ?> object(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw missing("{…}", where);
  }

  private static List<?> list(@Nullable Object value, String where) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw missing("[…]", where);
  }

  // It is small, whatever the export is.
  private static @Nullable Object value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        object.put(name, value(json));
      }
      return object;
    }
    if (token == JsonToken.START_ARRAY) {
      List<@Nullable Object> list = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
        list.add(value(json));
      }
      return list;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue();
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return json.getBooleanValue();
    }
    return token == JsonToken.VALUE_STRING ? json.getText() : null;
  }
}
