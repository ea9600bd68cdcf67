package dev.oneoff.admin.run.items;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.task.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a CSV file. The reader stays open between batches and only starts over after a batch was
 * rolled back.
 */
final class CsvSource implements ItemSource<Row> {

  private final Path file;
  private @Nullable CsvReader<NamedCsvRecord> reader;
  private @Nullable Iterator<NamedCsvRecord> records;
  private long read;

  CsvSource(Path file) {
    if (!Files.isReadable(file)) {
      throw AdminException.usage(
          "The file " + file + " cannot be read. Check its name and rights.");
    }
    this.file = file;
  }

  @Override
  public Page<Row> read(Range range, int limit) {
    long done = range.after() == null ? 0 : Long.parseLong(range.after().parts().get(0));
    List<Item<Row>> items = new ArrayList<>();
    try {
      Iterator<NamedCsvRecord> lines = behind(done);
      while (items.size() < limit && lines.hasNext()) {
        NamedCsvRecord line = lines.next();
        read++;
        items.add(
            new Item<>(
                Key.of(Long.toString(read)), new Row(new LinkedHashMap<>(line.getFieldsAsMap()))));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw AdminException.failed(
          "The file " + file + " cannot be read after its record " + read + ": " + why.getMessage(),
          e);
    } catch (IOException e) {
      throw AdminException.failed("The file " + file + " cannot be read: " + e.getMessage(), e);
    }
    return Page.of(items, limit);
  }

  private Iterator<NamedCsvRecord> behind(long done) throws IOException {
    Iterator<NamedCsvRecord> open = records;
    if (open == null || read != done) {
      if (reader != null) {
        reader.close();
      }
      reader = CsvReader.builder().ofNamedCsvRecord(file);
      open = reader.iterator();
      for (read = 0; read < done && open.hasNext(); read++) {
        open.next();
      }
      records = open;
    }
    return open;
  }
}
