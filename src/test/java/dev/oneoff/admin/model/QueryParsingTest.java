package dev.oneoff.admin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

class QueryParsingTest {

  @Test
  void withoutOptionsItIsTheFirstPageAsATable() {
    QueryCommand query = Parsed.command(QueryCommand.class, "query", "from Order");

    assertThat(query.hql).isEqualTo("from Order");
    assertThat(query.page).isEqualTo(1);
    assertThat(query.size).isEqualTo(100);
    assertThat(query.total).isFalse();
    assertThat(query.explain).isFalse();
    assertThat(query.parameters.lists()).isEmpty();
    assertThat(query.format.format()).isEqualTo(Format.TABLE);
  }

  @Test
  void pagesParametersAndFormatsAreOptions() {
    QueryCommand query =
        Parsed.command(
            QueryCommand.class,
            "query",
            "from Order o where o.id in :ids",
            "--param",
            "ids=1",
            "--param",
            "ids=2",
            "--page=3",
            "--size=50",
            "--total",
            "--explain",
            "--format=json");

    assertThat(query.parameters.lists()).containsExactly(Map.entry("ids", List.of("1", "2")));
    assertThat(query.page).isEqualTo(3);
    assertThat(query.size).isEqualTo(50);
    assertThat(query.total).isTrue();
    assertThat(query.explain).isTrue();
    assertThat(query.format.format()).isEqualTo(Format.JSON);
  }

  @Test
  void aQueryIsOneArgument() {
    assertThatThrownBy(() -> Parsed.command(QueryCommand.class, "query", "from", "Order"))
        .isInstanceOf(ParameterException.class);
    assertThatThrownBy(() -> Parsed.command(QueryCommand.class, "query"))
        .isInstanceOf(ParameterException.class);
  }

  @Test
  void modelsAreAllOrOneOrOneRow() {
    assertThat(Parsed.command(ModelsCommand.class, "models").entity).isNull();
    ModelsCommand row = Parsed.command(ModelsCommand.class, "models", "Copy", "1/2");
    assertThat(row.entity).isEqualTo("Copy");
    assertThat(row.id).isEqualTo("1/2");
    assertThat(Parsed.command(ModelsCommand.class, "models", "--diagram").diagram).isTrue();
  }
}
