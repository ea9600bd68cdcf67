package dev.oneoff.admin.database.pool;

import static dev.oneoff.Because.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneoff.TestDatabase;
import dev.oneoff.admin.AdminException.Cause;
import dev.oneoff.admin.database.origin.Masking;
import dev.oneoff.admin.database.session.SqlSession;
import dev.oneoff.admin.database.session.WriteWindow;
import dev.oneoff.admin.database.statement.Harm;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What PostgreSQL lets a superuser do in a transaction that only reads, and that it is not sent.
 */
class WaysToHarmTest {

  private static final TestDatabase DATABASE = new TestDatabase();

  @BeforeAll
  static void create() {
    DATABASE.create();
  }

  @AfterAll
  static void drop() {
    DATABASE.drop();
  }

  @AfterEach
  void nothingIsLeftOnTheServer() throws Exception {
    assertThat(
            DATABASE.query(
                "select count(*) from pg_replication_slots where slot_name like 'harm%'"))
        .containsExactly("0");
    assertThat(DATABASE.query("select count(*) from pg_replication_origin where roname = 'harm'"))
        .containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()",
        "select pg_cancel_backend(pid) from pg_stat_activity",
        "select PG_Terminate_Backend (1)",
        "select pg_catalog.pg_terminate_backend(1)",
        "select \"pg_terminate_backend\"(1)",
        "select pg_terminate_backend/* so */(1)",
        "select pg_terminate_backend -- so\n (1)",
        "select U&\"pg\\005fterminate_backend\"(1)",
        "select * from pg_terminate_backend(1)",
        "select 1 where pg_terminate_backend(1)",
        "select 1 order by pg_cancel_backend(1)",
        "with x as (select pg_cancel_backend(1)) select * from x",
        "values (pg_cancel_backend(1))",
        "explain analyze select pg_cancel_backend(1)",
        "select query_to_xml('select pg_terminate_backend(1)', false, false, '')",
        "select query_to_xml($$select pg_terminate_backend(1)$$, false, false, '')",
        "select pg_read_file('PG_VERSION')",
        "select pg_read_binary_file('PG_VERSION')",
        "select * from pg_stat_file('PG_VERSION')",
        "select * from pg_ls_dir('.')",
        "select * from pg_ls_logdir()",
        "select * from pg_ls_waldir()",
        "select * from pg_ls_tmpdir()",
        "select lo_import('/etc/hostname')",
        "select lo_export(1, '/tmp/harm')",
        "select pg_create_physical_replication_slot('harm', true)",
        "select pg_create_logical_replication_slot('harm', 'pgoutput')",
        "select pg_drop_replication_slot('harm')",
        "select pg_copy_physical_replication_slot('harm', 'harm2')",
        "select pg_replication_slot_advance('harm', '0/0')",
        "select * from pg_logical_slot_get_changes('harm', null, null)",
        "select pg_replication_origin_create('harm')",
        "select pg_reload_conf()",
        "select pg_rotate_logfile()",
        "select pg_switch_wal()",
        "select pg_create_restore_point('harm')",
        "select pg_backup_start('harm')",
        "select * from pg_backup_stop()",
        "select pg_promote()",
        "select pg_wal_replay_pause()",
        "select pg_log_backend_memory_contexts(1)",
        "select pg_import_system_collations('public')",
        "select pg_stat_reset()",
        "select pg_stat_reset_shared('io')",
        "select pg_stat_reset_single_table_counters(1)",
        "select pg_stat_reset_slru('notify')",
        "select pg_clear_relation_stats('public', 't')",
        "select gin_clean_pending_list('i')",
        "select brin_summarize_new_values('i')",
        "select lo_creat(-1)",
        "select dblink_exec('dbname=x', 'delete from t')",
        "select * from dblink('dbname=x', 'select 1') as t (a int)",
        "select pg_logical_emit_message(false, 'a', 'b')",
        "select pg_notify('a', 'b')",
        "select txid_current()",
        "select pg_current_xact_id()",
      })
  void whatDoesHarmIsNotSent(String way) {
    try (SqlSession session =
        new SqlSession(DATABASE.database(), WriteWindow.closed(), Masking.NONE)) {
      assertThatThrownBy(() -> WaysToWriteTest.run(session, way))
          .is(because(Cause.REFUSED))
          .hasMessageContaining("DATABASE_READONLY_URL");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 'pg_terminate_backend(1)'",
        "select 1 as pg_terminate_backend",
        "select proname from pg_proc where proname = 'pg_reload_conf'",
        "select pg_terminate_backend from (values (1)) v (pg_terminate_backend)",
        "select 1 -- pg_reload_conf()",
        "select txid_current_if_assigned()",
        "select * from pg_stat_activity where query like '%pg_cancel_backend(%'",
        "select query_to_xml('select 1', false, false, '')",
      })
  void textThatOnlyMentionsItIsSent(String harmless) {
    try (SqlSession session =
        new SqlSession(DATABASE.database(), WriteWindow.closed(), Masking.NONE)) {
      WaysToWriteTest.run(session, harmless);
    }
  }

  @Test
  void withAReasonItIsSent() {
    try (SqlSession session =
        new SqlSession(DATABASE.database(), WriteWindow.opened("a test"), Masking.NONE)) {
      WaysToWriteTest.run(session, "select pg_stat_reset()");
    }
  }

  @Test
  void onlyCopiesToTheClientAreSent() {
    for (String way :
        List.of(
            "copy (select 1) to program 'true'",
            "copy (select 1) to '/tmp/harm'",
            "copy t from '/etc/hostname'",
            "copy (select 'to stdout') to program 'true'",
            "copy t /* to stdout */ to program 'true'",
            "copy (select 1 as to, stdout from t) to '/tmp/harm'",
            "copy t to '/tmp/harm' with (null 'to stdout')",
            "copy t to $$/tmp/harm$$ -- to stdout")) {
      assertThat(Harm.find(way)).as(way).isPresent();
    }
    for (String way :
        List.of(
            "copy (select 1) to stdout",
            "copy t (id, name) to stdout with (format csv, delimiter ';')",
            "copy \"to\" to STDOUT;",
            "copy (select string_agg(name, ';') from t where name similar to 'a%') to stdout")) {
      assertThat(Harm.find(way)).as(way).isEmpty();
    }
  }
}
