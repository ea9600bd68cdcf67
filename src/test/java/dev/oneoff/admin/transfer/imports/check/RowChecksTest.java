package dev.oneoff.admin.transfer.imports.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.entity.TableColumn;
import dev.oneoff.admin.transfer.RowFormat;
import dev.oneoff.admin.transfer.imports.FileColumn;
import dev.oneoff.admin.transfer.imports.file.RecordBuffer;
import dev.oneoff.admin.transfer.imports.file.RecordReader;
import dev.oneoff.admin.transfer.imports.file.Records;
import dev.oneoff.admin.transfer.imports.file.SourceFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RowChecksTest {

  private enum Colour {
    RED,
    BLUE
  }

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void aReasonNamesTheValue() throws Exception {
    assertThat(rejects(false, "2026-02-30,RED\n2026-02-28,GREEN\n"))
        .containsExactly(
            "Line 2, day: date/time field value out of range: \"2026-02-30\"",
            "Line 3, colour: 'GREEN' is none of RED, BLUE");
  }

  @Test
  void aReasonNeverNamesASensitiveValue() throws Exception {
    assertThat(rejects(true, "2026-02-30,RED\n2026-02-28,GREEN\n"))
        .containsExactly(
            "Line 2, day: is not a value of the type date", "Line 3, colour: is none of RED, BLUE");
  }

  private List<String> rejects(boolean sensitive, String rows) throws Exception {
    byte[] file = ("day,colour\n" + rows).getBytes(StandardCharsets.UTF_8);
    List<FileColumn> columns =
        List.of(
            column(0, "day", "date", sensitive, Optional.empty()),
            column(1, "colour", "text", sensitive, Optional.of(Colour.class)));
    List<String> rejects = new ArrayList<>();
    try (Connection connection = database.connect();
        SourceFile source = SourceFile.of(SourceFile.STDIN, new ByteArrayInputStream(file));
        RecordReader reader = new Records(RowFormat.CSV, ',', 1_000).open(source)) {
      RecordBuffer chunk = new RecordBuffer(reader.header().size(), 10);
      reader.read(chunk, (line, reason, text) -> {});
      new RowChecks(columns, Set.of(), connection, Optional.empty())
          .check(chunk, reject -> rejects.add(reject.toString()));
    }
    return rejects;
  }

  private static FileColumn column(
      int place, String name, String type, boolean sensitive, Optional<Class<?>> javaType) {
    TableColumn column =
        new TableColumn(
            "things",
            name,
            type,
            true,
            TableColumn.Making.GIVEN,
            false,
            sensitive,
            Optional.of(name),
            javaType,
            Optional.empty());
    return new FileColumn(place, name, column.quoted(), type, column, Optional.empty());
  }
}
