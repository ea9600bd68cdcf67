--liquibase formatted sql

--changeset garden:rain
create table rain (day integer primary key, millimetres integer not null);

--changeset garden:measurements
insert into rain values (1, 3), (2, 4), (3, -1);
