--liquibase formatted sql

--changeset test:everywhere
create table everywhere (id int);

--changeset test:elsewhere context:elsewhere
create table elsewhere (id int);

--changeset test:labelled labels:later
create table labelled (id int);

--changeset test:oracle dbms:oracle
create table oracle (id int);

--changeset test:ignored ignore:true
create table ignored (id int);

--changeset test:always runAlways:true
insert into everywhere values (1);
