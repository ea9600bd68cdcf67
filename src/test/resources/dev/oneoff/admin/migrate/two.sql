--liquibase formatted sql

--changeset test:one
create table one (id int);

--changeset test:two
create table two (id int);
