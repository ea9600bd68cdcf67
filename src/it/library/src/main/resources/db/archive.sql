--liquibase formatted sql

--changeset archive:there
create table liquibase_was_there (id bigint);
