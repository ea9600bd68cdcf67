package dev.oneoff.admin.transfer.restore;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException;
import dev.oneoff.admin.transfer.restore.ForeignKeys.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {

  @Test
  void whatIsReferredToComesFirst() {
    ForeignKeys keys =
        new ForeignKeys(
            List.of(new Key("lines", "orders", false), new Key("orders", "customers", false)));
    assertThat(keys.groups(List.of("lines", "orders", "customers", "alone")))
        .containsExactly(
            List.of("customers"), List.of("alone"), List.of("orders"), List.of("lines"));
  }

  @Test
  void aCircleWithAKeyThatCanBeDeferredIsOneTransaction() {
    ForeignKeys keys =
        new ForeignKeys(
            List.of(
                new Key("a", "b", false), new Key("b", "a", true), new Key("below", "a", false)));
    assertThat(keys.groups(List.of("below", "a", "b")))
        .containsExactly(List.of("b", "a"), List.of("below"));
  }

  @Test
  void aCircleOfOthersIsRefusedByItsNames() {
    ForeignKeys keys =
        new ForeignKeys(
            List.of(
                new Key("a", "b", false), new Key("b", "a", false), new Key("below", "a", false)));
    assertThatThrownBy(() -> keys.groups(List.of("below", "a", "b")))
        .is(because(AdminException.Cause.REFUSED))
        .hasMessageContaining("keys of a, b lead around");
  }
}
