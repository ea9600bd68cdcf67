package dev.oneoff.admin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonTextsTest {

  private static final List<List<String>> LISTS =
      List.of(
          List.of(),
          List.of(""),
          List.of("v1", "--reason", "it's \"so\", C:\\new"),
          IntStream.rangeClosed(0, 0x7ff).mapToObj(Character::toString).toList(),
          List.of(
              IntStream.range(0, 64).mapToObj(Character::toString).collect(Collectors.joining())),
          List.of("漢字 \u2028 \ud83d\ude00"));

  @Test
  void theyAreWrittenToTheByteAsJacksonWould() throws Exception {
    for (List<String> list : LISTS) {
      assertThat(JsonTexts.write(list)).isEqualTo(new ObjectMapper().writeValueAsString(list));
    }
  }

  @Test
  void theyAreReadAsTheyWereWritten() {
    for (List<String> list : LISTS) {
      assertThat(JsonTexts.read(JsonTexts.write(list))).isEqualTo(list);
    }
  }
}
