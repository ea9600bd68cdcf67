--liquibase formatted sql

--changeset test:one
create table one (id bigint);

--changeset test:two runOnChange:true
create table if not exists two (id bigint);
