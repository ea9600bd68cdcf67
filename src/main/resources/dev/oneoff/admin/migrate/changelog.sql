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

--changeset oneoff:runs
--comment: The ledger. A run is one execution of a command that changes something or shows the service's rows.
create table admin_run (
  id bigint generated always as identity constraint admin_run_pkey primary key,
  -- As it is typed: "migrate rollback", "fix backfill-slugs".
  command text not null,
  -- The task's name; null where the command is none.
  task text,
  -- A JSON array of words; what is sensitive is masked.
  arguments text not null default '[]',
  -- SHA-256 of the unmasked arguments: were they the same? Null where nothing depends on it.
  arguments_hash text,
  dry_run boolean not null default false,
  reason text,
  -- What machine and database say, and beside it what ONEOFF_ACTOR says.
  actor text not null,
  claimed_actor text,
  database_user text not null default session_user,
  host text not null,
  process bigint not null,
  release text not null,
  environment text,
  status text not null,
  -- What another process asks of this one: PAUSE or CANCEL.
  request text,
  exit_code integer,
  -- The last sentence: how it ended, or why it did not.
  message text,
  started_at timestamptz not null default current_timestamp,
  -- For people; whether a run is alive is told by its lock.
  heartbeat_at timestamptz not null default current_timestamp,
  ended_at timestamptz,
  -- Items; null where it is not known.
  total bigint,
  processed bigint not null default 0,
  failed bigint not null default 0,
  -- The run whose failed items this one tries again, or whose changes it takes back.
  retry_of bigint,
  undo_of bigint
);
create index admin_run_newest on admin_run (started_at desc, id desc);
create index admin_run_task on admin_run (task, started_at desc) where task is not null;
--rollback drop table admin_run;

--changeset oneoff:run-chunks
--comment: The items of a run, by ranges of their keys. A worker claims a range, and its cursor moves in the transaction of its work.
create table admin_run_chunk (
  run_id bigint not null references admin_run (id) on delete cascade,
  number integer not null,
  -- Keys, as a JSON array of texts: after the first, up to and including the second; null is open.
  after_key text,
  up_to_key text,
  -- The key of the last item that is done.
  cursor_key text,
  done boolean not null default false,
  -- Counts the claims. Who has an older number than this cannot commit.
  fence bigint not null default 0,
  worker text,
  processed bigint not null default 0,
  failed bigint not null default 0,
  batches bigint not null default 0,
  constraint admin_run_chunk_pkey primary key (run_id, number)
);
--rollback drop table admin_run_chunk;

--changeset oneoff:run-errors
--comment: Items that were set aside, with their keys, so that they can be tried again.
create table admin_run_error (
  run_id bigint not null references admin_run (id) on delete cascade,
  item_key text not null,
  error text not null,
  at timestamptz not null default current_timestamp,
  -- The run that tried it again with success.
  retried_by bigint,
  constraint admin_run_error_pkey primary key (run_id, item_key)
);
--rollback drop table admin_run_error;

--changeset oneoff:run-log
--comment: What a run said and logged, up to a bound.
create table admin_run_log (
  run_id bigint not null references admin_run (id) on delete cascade,
  line bigint generated always as identity,
  at timestamptz not null,
  text text not null,
  constraint admin_run_log_pkey primary key (run_id, line)
);
--rollback drop table admin_run_log;

--changeset oneoff:run-undo
--comment: Former values of the rows that a run changed, one for each row.
create table admin_run_undo (
  run_id bigint not null references admin_run (id) on delete cascade,
  item_key text not null,
  table_name text not null,
  -- Whole rows, as to_jsonb gives them; a deleted row has no second one.
  before jsonb not null,
  after jsonb,
  -- The run that put the former values back.
  undone_by bigint,
  constraint admin_run_undo_pkey primary key (run_id, item_key)
);
--rollback drop table admin_run_undo;

--changeset oneoff:run-entries
--comment: What a console was told, each statement and snippet written down before it ran.
create table admin_run_statement (
  run_id bigint not null references admin_run (id) on delete cascade,
  number integer not null,
  -- SQL, HQL, JAVA, or PROMPT for a word that changes what may be done.
  kind text not null,
  text text not null,
  -- Why it could write; null where it could only read.
  reason text,
  started_at timestamptz not null default clock_timestamp(),
  -- Null while it runs, and for ever where its process died in it.
  ended_at timestamptz,
  -- How many rows it printed or changed.
  rows bigint,
  error text,
  constraint admin_run_statement_pkey primary key (run_id, number)
);
--rollback drop table admin_run_statement;

--changeset oneoff:servers
--comment: The servers that run, each with its sign of life.
create table admin_server (
  id uuid constraint admin_server_pkey primary key,
  release text not null,
  java text not null,
  -- The host's name, which is a pod's in Kubernetes.
  host text not null,
  process bigint not null,
  environment text,
  -- Where the schema stood when it began, by its last changeset.
  schema_version text,
  -- One fingerprint of all settings, and a JSON object with one for each; no values.
  configuration text not null,
  settings text not null,
  started_at timestamptz not null default clock_timestamp(),
  heartbeat_at timestamptz not null default clock_timestamp()
);
--rollback drop table admin_server;

--changeset oneoff:imports
--comment: Where the import of a run stands, from the moment when its file is staged as a whole until all of it is in.
create table admin_import (
  run_id bigint not null references admin_run (id) on delete cascade,
  -- The table that it goes into, the file's absolute path or "-", and how it is read and loaded.
  target text not null,
  file text not null,
  options text not null,
  -- SHA-256, bytes, and milliseconds since 1970.
  file_hash text not null,
  file_size bigint not null,
  file_changed_at bigint not null,
  -- Of the table admin_import_<run>, which is not logged: fewer rows mean that PostgreSQL crashed.
  rows bigint not null,
  last_line bigint not null,
  -- The last line whose batch is in; it moves in the transaction of the batch.
  cursor_line bigint not null,
  inserted bigint not null,
  updated bigint not null,
  skipped bigint not null,
  rejected bigint not null,
  constraint admin_import_pkey primary key (run_id)
);
--rollback drop table admin_import;

--changeset oneoff:restores
--comment: Which tables of an export of everything are in, each noted in the transaction that brought it; empty once all are.
create table admin_restore (
  -- Tells one export from another.
  export text not null,
  -- A table, with its schema; '' stands for the beginning.
  loaded text not null,
  constraint admin_restore_pkey primary key (export, loaded)
);
--rollback drop table admin_restore;

--changeset oneoff:steps
--comment: Where a changeset stands that runs outside a transaction, from its first statement until it is recorded.
create table admin_changeset_step (
  -- The table that records it, and which it is there.
  changelog text not null,
  id text not null,
  author text not null,
  file text not null,
  -- Whether it is taken back.
  back boolean not null,
  number integer not null,
  statement text not null,
  begun_at timestamptz not null default clock_timestamp(),
  -- Null while it runs, and for ever where its process died in it.
  ended_at timestamptz,
  constraint admin_changeset_step_pkey primary key (changelog, id, author, file, back, number)
);
--rollback drop table admin_changeset_step;

--changeset oneoff:restore-key
--comment: Constraints that are off while an export of everything comes back, each written down in the transaction that takes it off.
create table admin_restore_key (
  -- As it stands in a statement, with its schema.
  on_table text not null,
  name text not null,
  -- As pg_get_constraintdef gives it.
  definition text not null,
  comment text,
  -- Whether all rows obeyed it, and will have to again.
  valid boolean not null,
  off_since timestamptz not null default clock_timestamp(),
  constraint admin_restore_key_pkey primary key (on_table, name)
);
-- Of the beginning only: by what it is gone on with.
alter table admin_restore add column source text, add column release text,
  add column begun_at timestamptz not null default clock_timestamp();
--rollback alter table admin_restore drop column source, drop column release, drop column begun_at; drop table admin_restore_key;

--changeset oneoff:wrote
--comment: Whether a statement of a console wrote, by the number that its transaction got.
alter table admin_run_statement add column wrote boolean not null default false;
--rollback alter table admin_run_statement drop column wrote;
