package dev.oneoff.admin.run.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.cli.parse.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class RunsParsingTest {

  @Test
  void withoutOptionsItListsTheFiftyNewest() {
    RunFilter all =
        new RunFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 50);

    assertThat(Parsed.command(RunsCommand.class, "runs").list.filter()).isEqualTo(all);
    assertThat(Parsed.command(RunsListCommand.class, "runs", "list").list.filter()).isEqualTo(all);
  }

  @Test
  void everyOptionNarrowsTheList() {
    RunFilter filter =
        Parsed.command(
                RunsListCommand.class,
                "runs",
                "list",
                "--task",
                "backfill-slugs",
                "--status",
                "died",
                "--actor",
                "alice",
                "--since",
                "2026-11-25",
                "--limit",
                "7")
            .list
            .filter();

    assertThat(filter)
        .isEqualTo(
            new RunFilter(
                Optional.of("backfill-slugs"),
                Optional.of(RunState.DIED),
                Optional.of("alice"),
                Optional.of(
                    LocalDate.of(2026, 11, 25).atStartOfDay(ZoneId.systemDefault()).toInstant()),
                7));
  }

  @Test
  void sinceIsATimeAgoADayOrAMoment() {
    assertThat(since("2h"))
        .isCloseTo(
            Instant.now().minus(Duration.ofHours(2)), Assertions.within(1, ChronoUnit.MINUTES));
    assertThat(since("7d"))
        .isCloseTo(
            Instant.now().minus(Duration.ofDays(7)), Assertions.within(1, ChronoUnit.MINUTES));
    assertThat(since("2026-11-25T08:00:00Z")).isEqualTo("2026-11-25T08:00:00Z");
    assertThatThrownBy(() -> since("yesterday"))
        .hasMessageContaining("'yesterday' is not a duration");
    assertThatThrownBy(() -> since("2026-13-01")).hasMessageContaining("nor a date");
  }

  @Test
  void aRunIsNamedByItsNumber() {
    assertThat(Parsed.command(RunsShowCommand.class, "runs", "show", "7").id).isEqualTo(7);
    RunsLogCommand log = Parsed.command(RunsLogCommand.class, "runs", "log", "7", "--follow");
    assertThat(log.id).isEqualTo(7);
    assertThat(log.follow).isTrue();
  }

  @Test
  void pruningNeedsAnAge() {
    assertThat(
            Parsed.command(RunsPruneCommand.class, "runs", "prune", "--older-than", "90d")
                .olderThan)
        .isEqualTo(Duration.ofDays(90));
    assertThatThrownBy(() -> Parsed.command(RunsPruneCommand.class, "runs", "prune"))
        .hasMessageContaining("--older-than");
  }

  private static Instant since(String text) {
    return Parsed.command(RunsCommand.class, "runs", "--since", text)
        .list
        .filter()
        .since()
        .orElseThrow();
  }
}
