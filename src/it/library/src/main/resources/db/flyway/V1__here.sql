create table flyway_was_here (id bigint);
