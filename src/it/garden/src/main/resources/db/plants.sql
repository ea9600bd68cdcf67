--liquibase formatted sql

--changeset garden:plants
create table plant (id bigint primary key, name varchar(255) not null, owner varchar(255));
insert into plant values (1, 'Rose', 'Ada'), (2, 'iris', 'Grace');
