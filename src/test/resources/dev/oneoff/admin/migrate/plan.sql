--liquibase formatted sql

--changeset test:big splitStatements:false
-- Two statements that Liquibase sends as one.
create index big_a on big (a);
alter table big add column b uuid default gen_random_uuid();

--changeset test:small
create table small (id int primary key, big_id int references big (id));
create index small_big on small (big_id);

--changeset test:code splitStatements:false
do $$ begin drop table big; end $$;
