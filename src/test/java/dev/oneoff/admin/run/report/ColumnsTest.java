package dev.oneoff.admin.run.report;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.Sensitive;
import dev.oneoff.admin.task.Report;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  enum Colour {
    RED
  }

  record Row(
      long orderId,
      String httpURL,
      @Sensitive @Nullable String email,
      LocalDate signedUpOn,
      Optional<Optional<BigDecimal>> total,
      OptionalInt stars,
      Colour colour) {}

  static class Rows implements Report<Row> {
    @Override
    public Stream<Row> rows() {
      return Stream.empty();
    }
  }

  static class Middle<A, R extends Record> implements Report<R> {
    @Override
    public Stream<R> rows() {
      return Stream.empty();
    }
  }

  record Small(Optional<Integer> n, OptionalLong m, Optional<String> text) {}

  static class Inherits extends Middle<String, Small> {}

  @Test
  void componentsAreColumnsInSnakeCase() {
    assertThat(Columns.of(Rows.class).names())
        .containsExactly(
            "order_id", "http_url", "email", "signed_up_on", "total", "stars", "colour");
  }

  @Test
  void componentsAreTheValuesAndSensitiveOnesAreMasked() throws Exception {
    Columns columns = Columns.of(Rows.class);
    LocalDate day = LocalDate.of(2026, 1, 31);
    assertThat(
            columns.values(
                new Row(
                    7,
                    "x",
                    "ada@example.com",
                    day,
                    Optional.of(Optional.of(BigDecimal.TEN)),
                    OptionalInt.of(5),
                    Colour.RED)))
        .containsExactly(7L, "x", "***", day, BigDecimal.TEN, 5, Colour.RED);
    assertThat(
            columns.values(
                new Row(8, "x", null, day, Optional.empty(), OptionalInt.empty(), Colour.RED)))
        .containsExactly(8L, "x", null, day, null, null, Colour.RED);
  }

  @Test
  void aReportMayInheritItsRowType() {
    Columns columns = Columns.of(Inherits.class);
    assertThat(columns.names()).containsExactly("n", "m", "text");
    assertThat(columns.number(0)).isTrue();
    assertThat(columns.number(1)).isTrue();
    assertThat(columns.number(2)).isFalse();
  }

  @Test
  void aReportWithoutARowTypeIsReported() {
    assertThatThrownBy(() -> Columns.of(Middle.class)).is(because(Cause.FAILED));
  }
}
