package dev.oneoff.admin.entity.hql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-java")
class SelectedNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select o.id, o.status from Order o | id, status",
        "select distinct o.customer.name as buyer, count(*) from Order o | buyer, count(*)",
        "select o.id, o.customer.id from Order o | id, id_2",
        "select sum(l.quantity) total, max(l.id) from OrderLine l | total, max(l.id)",
        "select case when o.id > 1 then 1 else 0 end, o from Order o | case when o.id > 1 then 1 else 0 end, o",
        "from Order o | ''",
      })
  void aSelectionIsNamedByItsAliasOrPath(String hql, String names) {
    assertThat(String.join(", ", SelectedNames.of(hql))).isEqualTo(names);
  }

  @Test
  void aSnippetWithOneQueryGetsItsNames() {
    assertThat(
            SelectedNames.ofJava(
                "em.createQuery(\"select o.id, o.status from Order o where o.id = :id\")"
                    + ".setParameter(\"id\", 7L).getResultList()"))
        .containsExactly("id", "status");
    assertThat(SelectedNames.ofJava("em.createQuery(\"\"\"\n select o.id from Order o\"\"\")"))
        .containsExactly("id");
    assertThat(
            SelectedNames.ofJava(
                "q(\"select o.id from Order o\", \"" + "a\\\\".repeat(50_000) + "\")"))
        .containsExactly("id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q(\"select o.id from Order o\").stream().map(r -> r)",
        "q(\"select o.id from Order o\").map(This::swap)",
        "new Object[] {q(\"select o.id from Order o\")}",
        "q(\"select o.id from Order o\", \"select o.status from Order o\")",
        "q(\"select o.id\" + rest)",
        "rows",
      })
  void rowsThatMayComeFromElsewhereHaveNoNames(String source) {
    assertThat(SelectedNames.ofJava(source)).isEmpty();
  }
}
