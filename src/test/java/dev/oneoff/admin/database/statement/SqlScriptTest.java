package dev.oneoff.admin.database.statement;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.admin.AdminException.Cause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

  @Test
  void statementsEndAtTheirSemicolons() {
    assertThat(texts("select 1; ; -- nothing\n;select 2;\n/* none */ select 3"))
        .containsExactly("select 1", "select 2", "/* none */ select 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ';'",
        "select 'it''s;'",
        "select E'\\';'",
        "select \"a;b\"",
        "select $$;$$",
        "select $a$ $$;$$ ; $a$",
        "select 1 -- ;\n + 1",
        "select 1 /* ; /* ; */ ; */ + 1",
        "create rule r as on insert to t do (select 1; select 2)",
        "create function f() returns int begin atomic select 1; select case when true then 1 end;"
            + " end"
      })
  void aSemicolonInsideQuotesOrCommentsEndsNothing(String statement) {
    assertThat(texts(statement + "; select 2")).containsExactly(statement, "select 2");
  }

  @Test
  void aBackslashIsLiteralOutsideAnEString() {
    assertThat(texts("select '\\'; select 2")).containsExactly("select '\\'", "select 2");
  }

  /** Each wrote and committed from a session that only reads. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 -- \r; commit; update t set a = 1; commit; select 1 --",
        "select $€$ ' $€$; commit; update t set a = 1; commit; select 1 --'",
        "select 1 as a€$$ ; commit; update t set a = 1; commit; select 1 as b€$$",
      })
  void statementsEndWherePostgresEndsThem(String script) {
    assertThat(texts(script)).hasSize(5).contains("commit", "update t set a = 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"select E'a''\\';'", "select E'a' -- b\n '\\';'", "select e''\r'\\';'"})
  void aContinuedStringKeepsItsBackslashes(String statement) {
    assertThat(texts(statement + "; select 2")).containsExactly(statement, "select 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"select 1", "select '", "select 1; /*", "select $$;", "select (1;"})
  void anUnfinishedStatementIsOpen(String text) {
    assertThat(SqlScript.of(text).open()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "select 1;", "select 1; -- done", "-- nothing", " \n"})
  void aFinishedStatementIsNotOpen(String text) {
    assertThat(SqlScript.of(text).open()).isFalse();
  }

  @Test
  void eachKnowsItsLine() {
    assertThat(SqlScript.of("select 1;\n\n  select\n2; select 3").statements())
        .extracting(SqlStatement::line)
        .containsExactly(1, 3, 4);
  }

  @Test
  void theVerbFollowsCommentsAndParentheses() {
    assertThat(SqlStatement.of("/* why */ -- so\n ((select 1))").verb()).isEqualTo("SELECT");
  }

  @Test
  void onlyGivenParametersAreBound() {
    SqlStatement.Bound bound =
        SqlStatement.of("select :a::text, ':a', a[1:b], j ? 'k', :c -- :a\n, :a")
            .bind(Map.of("a", "1"));

    assertThat(bound.sql()).isEqualTo("select ?::text, ':a', a[1:b], j ?? 'k', :c -- :a\n, ?");
    assertThat(bound.parameters()).containsExactly("a", "a");
  }

  @Test
  void aValueForAnUnknownParameterIsAnError() {
    assertThatThrownBy(
            () ->
                SqlStatement.requireAsked(
                    List.of(SqlStatement.of("select :id")), Map.of("id", "1", "di", "1")))
        .is(because(Cause.USAGE))
        .hasMessageContaining("parameter di");
  }

  private static List<String> texts(String script) {
    return SqlScript.of(script).statements().stream().map(SqlStatement::text).toList();
  }
}
