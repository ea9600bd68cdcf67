--liquibase formatted sql

--changeset library:books
create table book (id bigint primary key, title text not null);
insert into book values (1, 'Middlemarch');
--rollback drop table book;

--changeset library:counters
--comment: What tasks work on: a key of one number, one of two columns, and one that is a UUID.
create table counter (id bigint primary key, n integer not null default 0, note text);
create table copy (book_id bigint, number integer, lent boolean not null default false, primary key (book_id, number));
create table reader (id uuid primary key, greeting text);
--rollback drop table reader;
--rollback drop table copy;
--rollback drop table counter;
