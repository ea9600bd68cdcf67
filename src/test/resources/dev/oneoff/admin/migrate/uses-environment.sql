--liquibase formatted sql

--changeset test:environment
create table copy as select name from admin_environment;
