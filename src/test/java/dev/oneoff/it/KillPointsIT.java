package dev.oneoff.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment, run again, right in the end. */
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
      --rollback drop index concurrently customer_name;
      --changeset test:6
      alter table customer alter column slug set not null;
      --rollback alter table customer alter column slug drop not null;
      """;

  @TempDir Path directory;

  private App six() throws Exception {
    Path file = Files.writeString(directory.resolve("changelog.sql"), SIX);
    return App.packaged().with("QUARKUS_LIQUIBASE_CHANGE_LOG", "filesystem:" + file);
  }

  @Test
  void aMigrationIsRightInTheEnd() throws Exception {
    TestPostgres.Database begun = TestPostgres.database();
    six().on(begun).run("migrate", "--count", "1").succeeds();
    KillPoints.of(six(), begun, "migrate").run(KillPoints.Way.KILL).allSurvived();
  }
}
