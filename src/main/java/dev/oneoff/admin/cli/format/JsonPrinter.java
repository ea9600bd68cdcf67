package dev.oneoff.admin.cli.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object per row: in one array, or one per line. Numbers, booleans and nulls are JSON's own. */
final class JsonPrinter implements RowPrinter {

  private final JsonGenerator json;
  private final List<String> columns;
  private final boolean array;
  private boolean written;

  private JsonPrinter(Writer out, List<String> columns, boolean array) {
    this.columns = columns;
    this.array = array;
    try {
      this.json =
          new JsonFactory()
              .createGenerator(out)
              .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
              .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
              .setPrettyPrinter(new ObjectPerLine());
      if (array) {
        json.writeStartArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RowPrinter array(Writer out, List<String> columns) {
    return new JsonPrinter(out, columns, true);
  }

  static RowPrinter lines(Writer out, List<String> columns) {
    return new JsonPrinter(out, columns, false);
  }

  /** A value on a line of its own. */
  static void value(Writer out, @Nullable Object value) {
    JsonPrinter printer = new JsonPrinter(out, List.of(), false);
    try {
      printer.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    printer.written = true;
    printer.end();
  }

  @Override
  public void row(List<? extends @Nullable Object> values) {
    try {
      written = true;
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        json.writeFieldName(columns.get(i));
        write(values.get(i));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() {
    try {
      if (array) {
        json.writeEndArray();
      }
      if (array || written) {
        json.writeRaw('\n');
      }
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(@Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof Collection<?> values) {
      json.writeStartArray();
      for (Object each : values) {
        write(each);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> properties) {
      json.writeStartObject();
      for (Map.Entry<?, ?> property : properties.entrySet()) {
        json.writeFieldName(String.valueOf(property.getKey()));
        write(property.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeString(value.toString());
    }
  }

  /** Each row on a line of its own, so that an array can also be read and cut line by line. */
  private static final class ObjectPerLine extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1L;

    ObjectPerLine() {
      super("\n");
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
      if (ofRows(json)) {
        json.writeRaw('\n');
      }
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(ofRows(json) ? ",\n" : ",");
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
      json.writeRaw(values == 0 || !ofRows(json) ? "]" : "\n]");
    }

    // Not a list within a row.
    private static boolean ofRows(JsonGenerator json) {
      return json.getOutputContext().getParent().inRoot();
    }
  }
}
