package dev.oneoff.admin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.cli.format.Format;
import dev.oneoff.admin.cli.parse.Parsed;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MutuallyExclusiveArgsException;

class ReportParsingTest {

  @Test
  void withoutOptionsItIsATableOnStdout() {
    ReportTaskCommand report = report();

    assertThat(report.form.format).isEqualTo(Format.TABLE);
    assertThat(report.form.html).isFalse();
    assertThat(report.output.ending()).isEmpty();
    assertThat(report.taskName()).isEqualTo("revenue-by-month");
  }

  @Test
  void aFormatAndAFileAreOptions() {
    ReportTaskCommand report = report("--format", "jsonl", "--output", "a.b/Revenue.CSV");

    assertThat(report.form.format).isEqualTo(Format.JSONL);
    assertThat(report.output.ending()).contains("csv");
    assertThat(report("--html").form.html).isTrue();
    assertThat(report("--svg").form.svg).isTrue();
  }

  @Test
  void onlyOneFormatMayBeGiven() {
    assertThatThrownBy(() -> report("--html", "--format", "csv"))
        .isInstanceOf(MutuallyExclusiveArgsException.class);
    assertThatThrownBy(() -> report("--html", "--svg"))
        .isInstanceOf(MutuallyExclusiveArgsException.class);
  }

  private static ReportTaskCommand report(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "report";
    arguments[1] = "revenue-by-month";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Parsed.command(ReportTaskCommand.class, arguments);
  }
}
