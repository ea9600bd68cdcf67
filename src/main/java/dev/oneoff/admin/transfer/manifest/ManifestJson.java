package dev.oneoff.admin.transfer.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneoff.admin.AdminException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A manifest as a file. */
public final class ManifestJson {

  private static final String FORM = "oneoff-export";
  private static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .build())
          .build();

  private ManifestJson() {}

  public static void write(Manifest manifest, OutputStream out) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("form", FORM)
        .put("version", VERSION)
        .put("source", manifest.source())
        .put("release", manifest.release());
    json.putObject("schema")
        .put("last", manifest.schema().last())
        .put("fingerprint", manifest.schema().fingerprint());
    json.put("snapshotAt", manifest.snapshotAt().toString());
    if (manifest.source().equals(Manifest.ALL)) {
      json.put("restorable", manifest.obstacles().isEmpty());
      manifest.obstacles().forEach(json.putArray("obstacles")::add);
    }
    ArrayNode files = json.putArray("files");
    manifest.files().forEach(file -> write(file, files.addObject()));
    ArrayNode sequences = json.putArray("sequences");
    for (Manifest.SequenceState sequence : manifest.sequences()) {
      sequences
          .addObject()
          .put("schema", sequence.schema())
          .put("name", sequence.name())
          .put("lastValue", sequence.lastValue())
          .put("called", sequence.called());
    }
    JSON.writerWithDefaultPrettyPrinter()
        .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .writeValue(out, json);
    out.write('\n');
  }

  private static void write(Manifest.DataFile file, ObjectNode json) {
    json.put("name", file.name());
    if (file.schema().isPresent() && file.table().isPresent()) {
      json.put("schema", file.schema().get()).put("table", file.table().get());
    }
    json.put("rows", file.rows()).put("bytes", file.bytes()).put("sha256", file.sha256());
    file.columns().forEach(json.putArray("columns")::add);
    file.masked().forEach(json.putArray("masked")::add);
  }

  /**
   * Reads one.
   *
   * @param where what to call it in messages
   * @throws AdminException {@code FAILED} if it is not a manifest
   */
  public static Manifest read(InputStream in, String where) {
    try {
      return new Parsed(where).manifest(JSON.readTree(in));
    } catch (IOException | DateTimeParseException e) {
      throw AdminException.failed(
          where + " is not a manifest of an export: " + firstLine(e) + ".", e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Interprets parsed JSON as a manifest. */
  private record Parsed(String where) {

    Manifest manifest(JsonNode json) {
      if (!json.isObject()) {
        throw missing("{…}");
      }
      if (!FORM.equals(json.path("form").textValue())) {
        throw AdminException.failed(where + " is not a manifest of an export.", null);
      }
      if (json.path("version").longValue() != VERSION) {
        throw AdminException.refused(
            where
                + " is of version "
                + json.path("version").asText("none")
                + ", and this release reads "
                + VERSION
                + ".");
      }
      JsonNode schema = json.path("schema");
      List<Manifest.DataFile> files = new ArrayList<>();
      list(json, "files").forEach(file -> files.add(file(file)));
      List<Manifest.SequenceState> sequences = new ArrayList<>();
      list(json, "sequences").forEach(sequence -> sequences.add(sequence(sequence)));
      return new Manifest(
          text(json, "source"),
          text(json, "release"),
          new SchemaStamp(text(schema, "last"), text(schema, "fingerprint")),
          Instant.parse(text(json, "snapshotAt")),
          files,
          sequences,
          // Absent in manifests from before this was recorded.
          json.has("obstacles") ? texts(json, "obstacles") : List.of());
    }

    private Manifest.DataFile file(JsonNode json) {
      return new Manifest.DataFile(
          text(json, "name"),
          Optional.ofNullable(json.path("schema").textValue()),
          Optional.ofNullable(json.path("table").textValue()),
          number(json, "rows"),
          number(json, "bytes"),
          text(json, "sha256"),
          texts(json, "columns"),
          texts(json, "masked"));
    }

    private Manifest.SequenceState sequence(JsonNode json) {
      return new Manifest.SequenceState(
          text(json, "schema"),
          text(json, "name"),
          number(json, "lastValue"),
          json.path("called").booleanValue());
    }

    private String text(JsonNode json, String name) {
      JsonNode value = json.path(name);
      if (!value.isTextual()) {
        throw missing(name);
      }
      return value.textValue();
    }

    private long number(JsonNode json, String name) {
      JsonNode value = json.path(name);
      if (!value.isIntegralNumber() || !value.canConvertToLong()) {
        throw missing(name);
      }
      return value.longValue();
    }

    private JsonNode list(JsonNode json, String name) {
      JsonNode value = json.path(name);
      if (!value.isArray()) {
        throw missing(name);
      }
      return value;
    }

    private List<String> texts(JsonNode json, String name) {
      List<String> texts = new ArrayList<>();
      for (JsonNode text : list(json, name)) {
        if (!text.isTextual()) {
          throw missing(name);
        }
        texts.add(text.textValue());
      }
      return texts;
    }

    private AdminException missing(String name) {
      return AdminException.failed(
          where + " is not a complete manifest: '" + name + "' is missing.", null);
    }
  }
}
