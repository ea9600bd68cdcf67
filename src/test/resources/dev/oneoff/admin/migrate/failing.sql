--liquibase formatted sql

--changeset test:before
create table before (id int);

--changeset test:failing
create table half (id int);
insert into nowhere values (1);

--changeset test:after
create table after (id int);
