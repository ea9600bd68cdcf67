package dev.oneoff.admin.transfer.imports.file;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.transfer.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

  @TempDir Path directory;

  private final List<String> rejected = new ArrayList<>();

  @Test
  void anEmptyFieldIsNullAndAQuotedOneAnEmptyString() throws Exception {
    assertThat(csv("a,b\n1,\n\"\",\"x\"\"y\"\n\"two\nlines\",ü😀\r\n"))
        .containsExactly("2:1|∅", "3:|x\"y", "4:two\nlines|ü😀");
    assertThat(rejected).isEmpty();
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheHeader() throws Exception {
    assertThat(csv("\ufeffa,b\n1,2")).containsExactly("2:1|2");
    assertThat(header(file("\ufeffa;b\n"), new Records(RowFormat.CSV, ';', 100)))
        .containsExactly("a", "b");
  }

  @Test
  void raggedLinesAreRejectedAndTheNextOnesAreRead() throws Exception {
    assertThat(csv("a,b\n1,2\n3\n4,5,6\n\n7,8\n")).containsExactly("2:1|2", "6:7|8");
    assertThat(rejected)
        .containsExactly(
            "3 has 1 field and the header 2", "4 has 3 fields and the header 2", "5 is empty");
  }

  @Test
  void manyEmptyLinesAreNotOneLongRecord() throws Exception {
    assertThat(csv("a,b\n" + "\n".repeat(150_000) + "1,2\n")).containsExactly("150002:1|2");
    assertThat(rejected).hasSize(150_000);
  }

  @Test
  void anUnclosedQuoteIsFoundWhereItBegins() {
    refused("a,b\n1,2\n3,\"4\n5,6\n", "line 3: a quote is opened and never closed");
    refused("a,b\n\"1\r\n\n\r\",2\n\"3", "line 6: a quote is opened and never closed");
    refused("a,\"b\n", "line 1: a quote is opened and never closed");
  }

  @Test
  void textAfterAClosingQuoteIsFound() {
    refused("a,b\n1,2\n\"3\"x,4\n", "line 3: there is text after a closing quote");
    refused("a,b\n\"1\n\",2\n3,\"4\"x", "line 4: there is text after a closing quote");
  }

  @Test
  void aWrongEncodingIsReportedWithItsLine() throws Exception {
    Path file = directory.resolve("latin");
    Files.write(file, "a,b\n1,2\n3,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));

    refused(file, "line 3: the byte 0xfc is not UTF-8. Convert the file");
  }

  @Test
  void anEndlessLineIsNotHeldInMemory() throws Exception {
    Path file = directory.resolve("long.csv.gz");
    byte[] block = new byte[1 << 16];
    Arrays.fill(block, (byte) 'x');
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a,b\n1,".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1600; i++) {
        out.write(block);
      }
    }

    assertThat(Files.size(file)).isLessThan(1_000_000);
    refused(file, "line 2: a value or record is longer than 100000 characters");
    assertThatThrownBy(() -> read(file, new Records(RowFormat.JSONL, ',', 100_000)))
        .hasMessageContaining("line 1: is not JSON");
  }

  @Test
  void aQuoteThatIsNotClosedWithinTheLimitIsFoundWhereItBegins() {
    refused(
        "a,b\n\"" + "x".repeat(90_000) + "\",2\n\"3" + "\n4,5".repeat(60_000),
        "line 3: a value or record is longer than 100000 characters");
  }

  @Test
  void aValueMayHaveAsManyCharactersAsTheLimitSays() throws Exception {
    String value = "x".repeat(99_990);

    assertThat(csv("a,b\n1," + value + "\n\"" + value + "\",2\n"))
        .containsExactly("2:1|" + value, "3:" + value + "|2");
  }

  @Test
  void manyShortFieldsThatAddUpAreNotHeldEither() throws Exception {
    refused("a,b\n" + "1,".repeat(200_001) + "\n", "longer than 100000 characters", 0);
  }

  @Test
  void aCompressedFileIsReadWhateverItsName() throws Exception {
    Path file = directory.resolve("named.csv");
    Files.write(file, gzip("a,b\n1,2\n"));

    assertThat(read(file, csv())).containsExactly("2:1|2");
  }

  @Test
  void aCompressedFileThatWasCutOffOrDamagedIsRefused() throws Exception {
    byte[] whole = gzip("a,b\n" + "1,2\n".repeat(50_000));
    Path cut = directory.resolve("cut");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 20));
    refused(cut, "the compressed file ends in the middle");

    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    Path bad = directory.resolve("damaged");
    Files.write(bad, damaged);
    refused(bad, "the compressed file is damaged");
  }

  @Test
  void aHeaderMustNameEachColumnOnce() {
    refused("a,a\n1,2\n", "line 1: the header has 'a' twice");
    refused("a,\n1,2\n", "line 1: the header has a column without a name");
    refused("", "line 1: the file is empty");
  }

  @Test
  void jsonNamesMayBeInAnyOrder() throws Exception {
    assertThat(
            jsonl(
                """
                {"a": 1.50, "b": null}
                {"b": "x\\ty", "a": true}

                {"a": {"k": [1, "2"]}, "b": ""}
                """))
        .containsExactly("1:1.50|∅", "2:true|x\ty", "4:{\"k\":[1,\"2\"]}|");
  }

  @Test
  void linesThatAreNotObjectsOrHaveOtherNamesAreRejected() throws Exception {
    assertThat(
            jsonl(
                """
                {"a": 1}
                [1]
                {"a": 1
                {"b": 1}
                {"a": 1, "a": 2}
                {}
                {"a": 2} {"a": 3}
                nonsense
                {"a": 4}
                """))
        .containsExactly("1:1", "9:4");
    assertThat(rejected)
        .hasSize(7)
        .contains(
            "2 is not a JSON object",
            "4 has 'b', which the first line does not have",
            "6 has no 'a', which the first line has",
            "7 has more than one JSON object")
        .anyMatch(line -> line.startsWith("3 is not JSON: "))
        .anyMatch(line -> line.startsWith("5 is not JSON: Duplicate"))
        .anyMatch(line -> line.startsWith("8 is not JSON: "));
  }

  @Test
  void aLoneSurrogateIsRejectedByLine() throws Exception {
    assertThat(
            jsonl(
                """
                {"a": "\\ud83d\\ude00"}
                {"a": "\\ud83d"}
                {"a": "x\\ude00"}
                {"a": {"b": ["\\ud83d"]}}
                """))
        .containsExactly("1:😀");
    assertThat(rejected)
        .containsExactly(
            "2 has half of a character, a lone surrogate, in 'a'",
            "3 has half of a character, a lone surrogate, in 'a'",
            "4 has half of a character, a lone surrogate, in 'a'");
  }

  @Test
  void stdinCanBeReadAsOftenAsAFile() throws Exception {
    InputStream stdin = new ByteArrayInputStream("a,b\n1,é\n".getBytes(StandardCharsets.UTF_8));
    try (SourceFile file = SourceFile.of(SourceFile.STDIN, stdin)) {
      for (int i = 0; i < 2; i++) {
        try (RecordReader reader = csv().open(file)) {
          assertThat(reader.header()).containsExactly("a", "b");
        }
      }
      assertThat(file.stdin()).isTrue();
      assertThat(file.size()).isEqualTo(9);
    }
  }

  @Test
  void anUnreadableFileIsAUsageError() {
    InputStream nothing = InputStream.nullInputStream();
    assertThatThrownBy(() -> SourceFile.of("/nowhere/at/all", nothing)).is(because(Cause.USAGE));
    assertThatThrownBy(() -> SourceFile.of(directory.toString(), nothing))
        .is(because(Cause.USAGE))
        .hasMessageContaining("is a directory");
  }

  private void refused(String content, String... sentence) {
    try {
      refused(file(content), sentence);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void refused(String content, String sentence, int ignored) throws IOException {
    // Either is right: it is too long, and it is ragged.
    Path file = file(content);
    try {
      assertThat(read(file, csv())).isEmpty();
      assertThat(rejected).hasSize(1);
    } catch (dev.oneoff.admin.AdminException e) {
      assertThat(e).hasMessageContaining(sentence);
    }
  }

  private void refused(Path file, String... sentences) {
    var thrown = assertThatThrownBy(() -> read(file, csv())).is(because(Cause.REFUSED));
    for (String sentence : sentences) {
      thrown.hasMessageContaining(sentence).hasMessageContaining("Nothing of it was imported.");
    }
  }

  private static Records csv() {
    return new Records(RowFormat.CSV, ',', 100_000);
  }

  private List<String> csv(String content) throws IOException {
    return read(file(content), csv());
  }

  private List<String> jsonl(String content) throws IOException {
    return read(file(content), new Records(RowFormat.JSONL, ',', 100_000));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "file", ""), content);
  }

  private static List<String> header(Path file, Records records) throws IOException {
    try (RecordReader reader = records.open(SourceFile.of(file))) {
      return reader.header();
    }
  }

  /** Each record as {@code line:value|value}; a null is ∅. */
  private List<String> read(Path path, Records records) throws IOException {
    SourceFile file = SourceFile.of(path);
    List<String> all = new ArrayList<>();
    try (RecordReader reader = records.open(file)) {
      RecordBuffer chunk = new RecordBuffer(reader.header().size(), 3);
      boolean more = true;
      while (more) {
        chunk.clear();
        more = reader.read(chunk, (line, reason, text) -> rejected.add(line + " " + reason));
        for (int row = 0; row < chunk.rows(); row++) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < chunk.width(); column++) {
            values.add(chunk.isNull(row, column) ? "∅" : chunk.value(row, column));
          }
          all.add(chunk.line(row) + ":" + String.join("|", values));
        }
      }
    } catch (IOException e) {
      throw Records.refused(file, e);
    }
    return all;
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
