package dev.oneoff.admin.cli.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryRowTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update t set a = 1",
        "/* where */ Delete From t -- where id = 1",
        "delete from t using u",
        "update t set a = (select b from u where u.id = t.id)",
        "update t set \"where\" = 'where'",
        "with x as (select 1 where true) delete from t",
        "with x as (delete from t returning *) select * from x where id = 1",
        "explain analyze update t set a = 1",
        "explain (analyze) delete from t",
        "copy (delete from t returning id) to stdout"
      })
  void statementsWithoutAConditionWriteEveryRow(String statement) {
    assertThat(EveryRow.isWrittenBy(statement)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update t set a = 1 where id = 1",
        "delete from t where exists (select 1 from u)",
        "with x as (delete from t where id = 1 returning *) select * from x",
        "with x as (select 1) update t set a = 1 from x where t.id = 1",
        "select * from t for update",
        "insert into t values (1) on conflict (id) do update set a = 1",
        "merge into t using u on t.id = u.id when matched then delete",
        "create table t (u int references u (id) on delete cascade)",
        "create trigger x after update on t execute function f()",
        "grant update (a), delete on t to r",
        "select 'delete from t'",
        "select update from t",
        "truncate t"
      })
  void statementsWithAConditionDoNot(String statement) {
    assertThat(EveryRow.isWrittenBy(statement)).isFalse();
  }
}
