--liquibase formatted sql

--changeset orders:0001-customers
--comment: Sequences step by 50 because Hibernate takes 50 identifiers at a time.
create sequence customers_seq increment by 50;

create table customers (
  id bigint constraint customers_pkey primary key,
  name varchar(200) not null,
  email varchar(254) not null constraint customers_email_key unique,
  phone varchar(32),
  signed_up_on date not null,
  slug varchar(200),
  constraint customers_email_lower check (email = lower(email))
);

-- A prefix search needs text_pattern_ops wherever the database's collation is not "C".
create index customers_name_prefix on customers (lower(name) text_pattern_ops);
create index customers_email_prefix on customers (email text_pattern_ops);
--rollback drop table customers;
--rollback drop sequence customers_seq;
