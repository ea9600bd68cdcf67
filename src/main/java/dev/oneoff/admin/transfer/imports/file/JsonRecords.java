package dev.oneoff.admin.transfer.imports.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object per line. The first one determines the names; each has all of them, in any order.
 * An object or array within it is kept as JSON.
 */
final class JsonRecords implements RecordReader {

  private static final char[] NOTHING = {};

  private final JsonFactory json =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final Utf8Reader reader;
  private final Lines lines;
  private final List<String> header = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final char[][] values;
  private final boolean[] seen;
  private final boolean[] nulls;
  private boolean again;

  /** Reads the first line, for its names. */
  JsonRecords(InputStream in, int longest) throws IOException {
    this.reader = new Utf8Reader(in);
    this.lines = new Lines(reader, longest);
    do {
      if (!lines.next()) {
        throw new BadFileException(1, "the file has no lines");
      }
    } while (lines.blank());
    again = true;
    try (JsonParser parser = parser()) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadFileException(lines.number(), "is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        places.put(parser.currentName(), header.size());
        header.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      throw new BadFileException(lines.number(), reason(e));
    }
    this.values = new char[header.size()][];
    this.seen = new boolean[header.size()];
    this.nulls = new boolean[header.size()];
  }

  @Override
  public List<String> header() {
    return List.copyOf(header);
  }

  @Override
  public boolean read(RecordBuffer chunk, Rejects rejects) throws IOException {
    for (int rejected = 0; !chunk.full() && rejected < chunk.capacity(); ) {
      if (!again && !lines.next()) {
        return false;
      }
      again = false;
      if (lines.blank()) {
        continue;
      }
      @Nullable String wrong;
      try {
        wrong = parse();
      } catch (JsonProcessingException e) {
        wrong = reason(e);
      }
      if (wrong != null) {
        rejects.reject(
            lines.number(), wrong, new String(lines.text(), lines.from(), lines.length()));
        rejected++;
        continue;
      }
      chunk.begin(lines.number());
      for (int i = 0; i < values.length; i++) {
        chunk.add(values[i], 0, values[i].length, nulls[i]);
      }
      chunk.end();
    }
    return true;
  }

  // What is wrong with the line, or null.
  private @Nullable String parse() throws IOException {
    java.util.Arrays.fill(seen, false);
    try (JsonParser parser = parser()) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "is not a JSON object";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Integer place = places.get(parser.currentName());
        if (place == null) {
          return "has '" + parser.currentName() + "', which the first line does not have";
        }
        seen[place] = true;
        if (!take(parser, parser.nextToken(), place)) {
          return "has half of a character, a lone surrogate, in '" + parser.currentName() + "'";
        }
      }
      if (parser.nextToken() != null) {
        return "has more than one JSON object";
      }
    }
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i]) {
        return "has no '" + header.get(i) + "', which the first line has";
      }
    }
    return null;
  }

  // Whether it can be stored.
  private boolean take(JsonParser parser, JsonToken token, int place) throws IOException {
    nulls[place] = token == JsonToken.VALUE_NULL;
    if (nulls[place]) {
      values[place] = NOTHING;
      return true;
    }
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      StringWriter copy = new StringWriter();
      try (JsonGenerator generator = json.createGenerator(copy)) {
        generator.copyCurrentStructureExact(parser);
      }
      values[place] = copy.toString().toCharArray();
    } else {
      values[place] = parser.getText().toCharArray();
    }
    return isText(values[place]);
  }

  // An escape can produce half of a surrogate pair, which no database can store.
  private static boolean isText(char[] value) {
    for (int i = 0; i < value.length; i++) {
      if (Character.isSurrogate(value[i])) {
        if (i + 1 == value.length || !Character.isSurrogatePair(value[i], value[i + 1])) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private JsonParser parser() throws IOException {
    return json.createParser(lines.text(), lines.from(), lines.length());
  }

  private static String reason(JsonProcessingException e) {
    return "is not JSON: " + e.getOriginalMessage();
  }

  @Override
  public String line(RecordBuffer chunk, int row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(text)) {
      generator.writeStartObject();
      for (int i = 0; i < header.size(); i++) {
        if (chunk.isNull(row, i)) {
          generator.writeNullField(header.get(i));
        } else {
          generator.writeStringField(header.get(i), chunk.value(row, i));
        }
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
