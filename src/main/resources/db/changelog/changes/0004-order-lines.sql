--liquibase formatted sql

--changeset orders:0004-order-lines
create sequence order_lines_seq increment by 50;

create table order_lines (
  id bigint constraint order_lines_pkey primary key,
  order_id bigint not null constraint order_lines_order_fkey references orders (id),
  product_id bigint not null constraint order_lines_product_fkey references products (id),
  quantity integer not null,
  unit_price numeric(12, 2) not null,
  constraint order_lines_quantity_positive check (quantity > 0),
  constraint order_lines_unit_price_not_negative check (unit_price >= 0)
);

create index order_lines_order on order_lines (order_id);
create index order_lines_product on order_lines (product_id);
--rollback drop table order_lines;
--rollback drop sequence order_lines_seq;
