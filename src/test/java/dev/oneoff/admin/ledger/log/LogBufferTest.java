package dev.oneoff.admin.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogBufferTest {

  private final LogBuffer buffer = new LogBuffer(2);

  @Test
  void bufferedLinesAreTakenOnce() {
    buffer.add("one\ntwo");

    assertThat(texts(buffer.take())).containsExactly("one", "two");
    assertThat(buffer.take().isEmpty()).isTrue();
  }

  @Test
  void theOldestLinesAreDroppedAndCounted() {
    buffer.add("one\ntwo\nthree\nfour");

    assertThat(texts(buffer.take())).containsExactly("… 2 lines were lost here …", "three", "four");
  }

  @Test
  void unwrittenLinesAreCountedToo() {
    buffer.add("one\ntwo\nthree");
    buffer.lose(buffer.take());
    buffer.add("four");

    assertThat(texts(buffer.take())).containsExactly("… 3 lines were lost here …", "four");
  }

  @Test
  void aLongLineIsCut() {
    buffer.add("a".repeat(LogLine.WIDTH) + "\n" + "b".repeat(LogLine.WIDTH + 1));

    List<String> lines = texts(buffer.take());
    assertThat(lines.get(0)).hasSize(LogLine.WIDTH).doesNotEndWith("…");
    assertThat(lines.get(1)).hasSize(LogLine.WIDTH).endsWith("b …");
  }

  private static List<String> texts(LogBuffer.Batch batch) {
    return batch.isEmpty() ? List.of() : batch.toWrite().stream().map(LogLine::text).toList();
  }
}
