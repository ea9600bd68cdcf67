package dev.oneoff.admin.migrate.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.admin.migrate.changeset.ChangesetStatus;
import dev.oneoff.admin.migrate.changeset.ChangesetStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaVersionTest {

  @Test
  void aDatabaseWithoutChangesetsIsEmpty() {
    assertThat(SchemaVersion.of(List.of())).hasToString("empty");
    assertThat(SchemaVersion.of(List.of(changeset("one", State.PENDING, null))))
        .hasToString("empty, 1 pending, needs file.sql::one");
  }

  @Test
  void theLastChangesetNamesIt() {
    SchemaVersion version =
        SchemaVersion.of(
            List.of(
                changeset("one", State.APPLIED, "2026-01-01T00:00:00Z"),
                changeset("two", State.APPLIED, "2026-03-01T00:00:00Z"),
                changeset("three", State.APPLIED, "2026-02-01T00:00:00Z")));

    assertThat(version).hasToString("file.sql::two");
    assertThat(version.behind()).isFalse();
  }

  @Test
  void amongSimultaneousChangesetsTheLastInOrderNamesIt() {
    assertThat(
            SchemaVersion.of(
                List.of(
                    changeset("one", State.APPLIED, "2026-01-01T00:00:00Z"),
                    changeset("two", State.APPLIED, "2026-01-01T00:00:00Z"))))
        .hasToString("file.sql::two");
  }

  @Test
  void onlyWhatIsPendingMakesItBehind() {
    assertThat(List.of(State.APPLIED, State.ALWAYS, State.CHANGED, State.EXCLUDED, State.UNKNOWN))
        .noneMatch(state -> version(state).behind());
    assertThat(version(State.PENDING).behind()).isTrue();
  }

  @Test
  void aSchemaMayBeBehindAndAhead() {
    assertThat(
            SchemaVersion.of(
                List.of(
                    changeset("one", State.PENDING, null),
                    changeset("two", State.UNKNOWN, "2026-01-01T00:00:00Z"))))
        .hasToString("file.sql::two, 1 pending, ahead of this release by 1, needs file.sql::one");
  }

  private static SchemaVersion version(State state) {
    return SchemaVersion.of(List.of(changeset("one", state, null)));
  }

  private static ChangesetStatus changeset(String id, State state, String at) {
    return new ChangesetStatus(
        "orders", id, "test", "file.sql", state, Optional.ofNullable(at).map(Instant::parse), "");
  }
}
