create table flyway_was_there (id bigint);
