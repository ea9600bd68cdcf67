package dev.oneoff.admin.transfer.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.transfer.restore.ForeignKeys.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOrderTest {

  @Test
  void referencedTablesComeFirst() {
    LoadOrder order =
        order(
            List.of("lines", "orders", "customers", "alone"),
            key("lines", "orders"),
            key("orders", "customers"));
    assertThat(order.groups())
        .containsExactly(
            List.of("customers"), List.of("alone"), List.of("orders"), List.of("lines"));
    assertThat(order.off()).isEmpty();
  }

  @Test
  void aCycleWithADeferrableKeyIsOneTransaction() {
    LoadOrder order =
        order(
            List.of("below", "a", "b"),
            key("a", "b"),
            new Key("b", "a", true, constraint("b", "a")),
            key("below", "a"));
    assertThat(order.groups()).containsExactly(List.of("b", "a"), List.of("below"));
    assertThat(order.off()).isEmpty();
  }

  @Test
  void otherCyclesAreOpenedAtTheFewestKeys() {
    Key fewest = key("store", "staff");
    LoadOrder order =
        order(
            List.of("below", "staff", "store", "rental"),
            key("below", "store"),
            key("staff", "store"),
            new Key("staff", "rental", false, constraint("staff", "rental")),
            key("rental", "store"),
            fewest);
    assertThat(order.off()).containsExactly(fewest);
    assertThat(order.groups())
        .containsExactly(List.of("store"), List.of("below"), List.of("rental"), List.of("staff"));
  }

  @Test
  void eachCycleIsSolvedSeparately() {
    Key off = key("a", "b");
    LoadOrder order =
        order(
            List.of("between", "a", "b", "c", "d", "self"),
            off,
            key("b", "a"),
            key("between", "a"),
            key("c", "between"),
            new Key("c", "d", true, constraint("c", "d")),
            key("d", "c"),
            key("self", "self"));
    assertThat(order.off()).containsExactly(off);
    assertThat(order.groups())
        .containsExactly(
            List.of("self"), List.of("a"), List.of("between"), List.of("b"), List.of("c", "d"));
  }

  private static LoadOrder order(List<String> tables, Key... keys) {
    return LoadOrder.of(tables, List.of(keys));
  }

  private static Key key(String from, String to) {
    return new Key(from, to, false, constraint(from, to));
  }

  private static TableConstraint constraint(String from, String to) {
    return new TableConstraint(from, from + "_" + to);
  }
}
