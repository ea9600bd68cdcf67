package dev.oneoff;

import java.nio.file.Path;
import java.util.List;

/** Ways to write, to get out of reading, or to do harm beside the rows; and what they write to. */
public final class WaysToWrite {

  private WaysToWrite() {}

  /** The tables and functions that they name. */
  public static void prepare(TestDatabase database) throws Exception {
    database.execute(
        """
        create table item (id int primary key, name text, secret text);
        insert into item values (1, 'one', 'hidden');
        create sequence item_number;
        create materialized view names as select name from item;
        create function write() returns int language plpgsql as
          $$ begin insert into item values (99); return 1; end $$;
        create function write_by_text() returns int language plpgsql as
          $$ begin execute 'delete from item'; return 1; end $$;
        create procedure write_and_commit() language plpgsql as
          $$ begin insert into item values (98); commit; end $$;
        create function leave() returns int language plpgsql security definer as
          $$ begin perform set_config('transaction_read_only', 'off', false); delete from item; return 1; end $$;
        create function leave_by_text() returns int language plpgsql security definer as
          $$ begin execute 'set trans' || 'action read write'; delete from item; return 1; end $$;
        create function setting(what text, value text) returns text language sql security definer as
          $$ select set_config(what || '_read_only', value, false) $$
        """);
  }

  /**
   * A statement each.
   *
   * @param directory where some of them would leave a file
   */
  public static List<String> all(Path directory) {
    Path file = directory.resolve("written");
    return List.of(
        "insert into item values (2)",
        "insert into item values (2) returning id",
        "update item set name = 'x'",
        "delete from item",
        "truncate item",
        "merge into item using (values (1)) v (id) on v.id = item.id when matched then delete",
        "with w as (insert into item values (2) returning id) select * from w",
        "with w as (update item set name = 'x' returning id) select * from w",
        "with w as (delete from item returning id) select * from w",
        "select write()",
        "select * from write()",
        "select write_by_text()",
        "values (write())",
        "select id from item where write() = 1",
        "call write_and_commit()",
        "select nextval('item_number')",
        "select setval('item_number', 7)",
        "select * into copied from item",
        "create table other (id int)",
        "create table other as select * from item",
        "create temp table other (id int)",
        "create index on item (name)",
        "create view v as select 1",
        "refresh materialized view names",
        "alter table item add column more int",
        "drop table item",
        "comment on table item is 'x'",
        "grant select on item to public",
        "create role somebody",
        "select * from item for update",
        "select * from item for share",
        "lock table item",
        "copy item from program 'echo 2'",
        "copy (select 1) to program 'touch " + file + "'",
        "copy item to '" + file + "'",
        "copy item from stdin",
        "do $$ begin delete from item; end $$",
        "do $$ begin execute 'copy (select 1) to program ''touch " + file + "'''; end $$",
        "begin",
        "begin read write",
        "start transaction read write",
        "commit",
        "end",
        "rollback",
        "abort",
        "savepoint a",
        "prepare transaction 'a'",
        "prepare w as delete from item",
        "execute w",
        "set transaction read write",
        "set session characteristics as transaction read write",
        "set default_transaction_read_only = off",
        "set local transaction_read_only = off",
        "reset all",
        "discard all",
        "select set_config('transaction_read_only', 'off', true)",
        "select set_config('transaction' || '_read_only', 'off', false)",
        "select set_config(name, 'off', false) from pg_settings where name like 'trans%only'",
        "select leave()",
        "select leave_by_text()",
        "select setting('transaction', 'off')",
        "with s as materialized (select setting('transaction', 'off')) select write() from s",
        "select query_to_xml('select setting(''transaction'', ''off'')', true, true, '')",
        "do $$ begin execute 'select setting(''transaction'', ''off'')'; delete from item; end $$",
        "explain analyze delete from item",
        "explain (analyze) insert into item values (2)",
        "vacuum item",
        "analyze item",
        "reindex table item",
        "cluster item using item_pkey",
        "alter system set work_mem = '1MB'",
        "load 'auto_explain'",
        "listen item",
        "notify item",
        "select 1; delete from item",
        "select 1; commit; delete from item",
        "/* select */ delete from item",
        "-- select\ndelete from item",
        "(delete from item)");
  }
}
