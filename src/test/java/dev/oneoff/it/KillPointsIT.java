package dev.oneoff.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneoff.it.KillPoints.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ended at any moment, run again, right in the end. */
@Tag("one-java")
class KillPointsIT {

  private static final String SIX =
      """
      --liquibase formatted sql
      --changeset test:1
      create table customer (id bigint primary key, name text not null);
      --rollback drop table customer;
      --changeset test:2
      insert into customer select i, 'customer ' || i from generate_series(1, 50) i;
      --rollback delete from customer;
      --changeset test:3
      alter table customer add column slug text;
      create index customer_slug on customer (slug);
      --rollback alter table customer drop column slug;
      --changeset test:4
      update customer set slug = replace(name, ' ', '-'), name = name || '!';
      --rollback update customer set name = replace(name, '!', '');
      --changeset test:5 runInTransaction:false
      create index concurrently customer_name on customer (name);
      insert into customer values (51, 'customer 51!', 'customer-51');
      --rollback delete from customer where id = 51;
      --rollback drop index concurrently customer_name;
      --changeset test:6
      alter table customer alter column slug set not null;
      --rollback alter table customer alter column slug drop not null;
      """;

  @TempDir static Path directory;

  /** The first of the six is there. */
  private static JarPostgres.Database begun;

  @BeforeAll
  static void begin() throws Exception {
    begun = JarPostgres.prepared();
    six().on(begun).run("migrate", "--count", "1").succeeds();
  }

  @Test
  void aMigrationThatWasKilledOrLostItsConnections() throws Exception {
    // Between what a changeset does and its record, where two transactions would be two.
    KillPoints migration =
        KillPoints.of(six().warm(), begun, "migrate")
            .sampling(1)
            .always(
                message ->
                    message.answered()
                        && (message.sql().contains("create index concurrently")
                            || message
                                .sql()
                                .matches(
                                    "(?s)INSERT INTO .*databasechangelog .*VALUES \\('[35]'.*")))
            .checking(
                database ->
                    assertThat(database.query("select count(*) from admin_changeset_step"))
                        .isEqualTo("0"));
    KillPoints.Undisturbed undisturbed = migration.undisturbed();

    migration.run(Way.KILL, undisturbed).allSurvived();
    migration.sampling(0).run(Way.CUT, undisturbed).allSurvived();
  }

  // To a tag, because "the last one" is another one the second time.
  @Test
  void aRollbackThatWasKilled() throws Exception {
    JarPostgres.Database done = JarPostgres.copy(begun);
    done.execute("update databasechangelog set tag = 'begin'");
    six().on(done).run("migrate").succeeds();
    KillPoints rollback =
        KillPoints.of(six().warm(), done, "migrate", "rollback", "--to", "begin")
            .sampling(1)
            .always(
                message ->
                    message.answered()
                        && (message.sql().contains("drop index concurrently")
                            || message.sql().startsWith("delete from public.databasechangelog")))
            .checking(
                database ->
                    assertThat(database.query("select string_agg(id, ',') from databasechangelog"))
                        .isEqualTo("1"));

    rollback.run(Way.KILL, rollback.undisturbed()).allSurvived();
  }

  private static App six() throws Exception {
    Path file = Files.writeString(directory.resolve("changelog.sql"), SIX);
    return App.packaged().with("QUARKUS_LIQUIBASE_CHANGE_LOG", "filesystem:" + file);
  }
}
