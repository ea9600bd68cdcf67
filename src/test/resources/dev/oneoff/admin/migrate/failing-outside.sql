--liquibase formatted sql

--changeset test:failing runInTransaction:false
create table half (id int);
insert into nowhere values (1);
