package dev.oneoff.admin.run.report;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.cli.format.Format;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormatTest {

  @ParameterizedTest
  @CsvSource({
    "csv, CSV",
    "json, JSON",
    "jsonl, JSONL",
    "md, MARKDOWN",
    "html, HTML",
    "svg, SVG",
    "txt, TABLE"
  })
  void theExtensionSetsTheFormat(String ending, ReportFormat format) {
    assertThat(ReportFormat.of(Optional.empty(), false, false, Optional.of(ending)))
        .isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "doc", "xlsx", "gz", ""})
  void anUnknownExtensionIsAnErrorUnlessAFormatIsGiven(String ending) {
    assertThatThrownBy(() -> ReportFormat.of(Optional.empty(), false, false, Optional.of(ending)))
        .is(because(Cause.USAGE))
        .hasMessageContaining("." + ending);
    assertThat(ReportFormat.of(Optional.of(Format.CSV), false, false, Optional.of(ending)))
        .isEqualTo(ReportFormat.CSV);
  }

  @Test
  void theOptionOutranksTheExtension() {
    Optional<String> csv = Optional.of("csv");
    assertThat(ReportFormat.of(Optional.of(Format.JSON), false, false, csv))
        .isEqualTo(ReportFormat.JSON);
    assertThat(ReportFormat.of(Optional.empty(), true, false, csv)).isEqualTo(ReportFormat.HTML);
    assertThat(ReportFormat.of(Optional.empty(), false, true, csv)).isEqualTo(ReportFormat.SVG);
  }

  @Test
  void withoutEitherItIsATable() {
    assertThat(ReportFormat.of(Optional.empty(), false, false, Optional.empty()))
        .isEqualTo(ReportFormat.TABLE);
  }

  @Test
  void twoFormatsAreAnError() {
    assertThatThrownBy(
            () -> ReportFormat.of(Optional.of(Format.CSV), true, false, Optional.empty()))
        .is(because(Cause.USAGE));
  }
}
