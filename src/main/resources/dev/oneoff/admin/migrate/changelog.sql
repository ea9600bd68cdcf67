--liquibase formatted sql

-- The toolkit's own tables. Migrations here only add: a jar works with the tables of the release before and after it.

--changeset oneoff:environment
create table admin_environment (
  name text not null check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  stamped_at timestamptz not null default current_timestamp
);
-- A database belongs to one environment.
create unique index admin_environment_one_row on admin_environment ((true));
--rollback drop table admin_environment;
