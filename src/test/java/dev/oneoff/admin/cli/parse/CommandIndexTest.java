package dev.oneoff.admin.cli.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandIndexTest {

  @Test
  void whatIsWrittenDownIsWhatTheAnnotationsSay() {
    String text = CommandIndex.of(Thread.currentThread().getContextClassLoader());

    assertThat(CommandIndex.read(text))
        .extracting(ListedCommand::path)
        .isSorted()
        .contains("migrate", "migrate status", "sql");
    assertThat(CommandIndex.read(text)).containsExactlyElementsOf(CommandIndex.commands());
  }

  @Test
  void aDescriptionThatDoesNotFitIntoALineIsRefused() {
    for (String description : List.of("one\ttwo", "one\ntwo")) {
      ListedCommand command = new ListedCommand("a.Class", "name", List.of(description));
      assertThatThrownBy(command::line).hasMessageContaining("'name'");
    }
  }
}
