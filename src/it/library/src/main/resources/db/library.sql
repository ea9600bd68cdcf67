--liquibase formatted sql

--changeset library:books
create table book (id bigint primary key, title text not null);
insert into book values (1, 'Middlemarch');
--rollback drop table book;
