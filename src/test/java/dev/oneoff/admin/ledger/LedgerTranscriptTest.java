package dev.oneoff.admin.ledger;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.ledger.Transcript.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerTranscriptTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private long run;

  @BeforeEach
  void aRun() throws Exception {
    LedgerTables.create(database);
    run = new Ledger(database.database()).begin(LedgerTables.run("sql"));
  }

  @Test
  void aStatementIsRecordedBeforeItRuns() throws Exception {
    try (LedgerConnection connection = new LedgerConnection(database.database())) {
      LedgerTranscript transcript = new LedgerTranscript(connection, run);
      transcript.begin(Kind.SQL, "select 1", Optional.empty());

      assertThat(written()).containsExactly("1 SQL select 1 - open - -");
    }
  }

  @Test
  void itsOutcomeIsAdded() throws Exception {
    try (LedgerConnection connection = new LedgerConnection(database.database())) {
      LedgerTranscript transcript = new LedgerTranscript(connection, run);
      transcript.begin(Kind.SQL, "select 1", Optional.empty()).done(OptionalLong.of(3));
      transcript.begin(Kind.JAVA, "x", Optional.of("a typo")).failed("no x");
      transcript.begin(Kind.PROMPT, "a\0b", Optional.empty()).done(OptionalLong.empty());

      assertThat(written())
          .containsExactly(
              "1 SQL select 1 - ended 3 -",
              "2 JAVA x a typo ended - no x",
              "3 PROMPT a\\0b - ended - -");
    }
  }

  @Test
  void whetherItWroteIsAddedIfTheTableHasTheColumn() throws Exception {
    try (LedgerConnection connection = new LedgerConnection(database.database())) {
      LedgerTranscript transcript = new LedgerTranscript(connection, run);
      Transcript.Entry writing = transcript.begin(Kind.SQL, "insert", Optional.empty());
      transcript.begin(Kind.SQL, "select", Optional.empty()).done(OptionalLong.of(1));
      writing.wrote();
      writing.done(OptionalLong.of(1));
      assertThat(
              database.query(
                  "select number || ' ' || wrote from admin_run_statement order by number"))
          .containsExactly("1 true", "2 false");

      database.execute("alter table admin_run_statement drop column wrote");
      Transcript.Entry before = transcript.begin(Kind.SQL, "delete", Optional.empty());
      before.wrote();
      before.done(OptionalLong.of(1));
      assertThat(written()).last().isEqualTo("3 SQL delete - ended 1 -");
    }
  }

  @Test
  void itContinuesAfterALostConnection() throws Exception {
    try (LedgerConnection connection = new LedgerConnection(database.database())) {
      LedgerTranscript transcript = new LedgerTranscript(connection, run);
      Transcript.Entry first = transcript.begin(Kind.SQL, "one", Optional.empty());
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and datname = current_database()");
      first.done(OptionalLong.of(1));
      transcript.begin(Kind.SQL, "two", Optional.empty());

      assertThat(written()).containsExactly("1 SQL one - ended 1 -", "2 SQL two - open - -");
    }
  }

  @Test
  void aStatementThatCannotBeRecordedDoesNotRun() throws Exception {
    try (LedgerConnection connection = new LedgerConnection(database.database())) {
      LedgerTranscript transcript = new LedgerTranscript(connection, run);
      database.execute("alter table admin_run_statement rename to gone");

      assertThatThrownBy(() -> transcript.begin(Kind.SQL, "select 1", Optional.empty()))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("run 'migrate'");
    }
  }

  private List<String> written() throws Exception {
    return database.query(
        """
        select number || ' ' || kind || ' ' || text || ' ' || coalesce(reason, '-') || ' '
          || case when ended_at is null then 'open' else 'ended' end || ' '
          || coalesce(rows::text, '-') || ' ' || coalesce(error, '-')
        from admin_run_statement order by number
        """);
  }
}
