--liquibase formatted sql

--changeset orders:0002-products
create sequence products_seq increment by 50;

create table products (
  id bigint constraint products_pkey primary key,
  sku varchar(40) not null constraint products_sku_key unique,
  name varchar(200) not null,
  price numeric(12, 2) not null,
  constraint products_price_not_negative check (price >= 0)
);

create index products_name_prefix on products (lower(name) text_pattern_ops);
--rollback drop table products;
--rollback drop sequence products_seq;
