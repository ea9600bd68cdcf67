--liquibase formatted sql

--changeset orders:0003-orders
create sequence orders_seq increment by 50;

create table orders (
  id bigint constraint orders_pkey primary key,
  customer_id bigint not null constraint orders_customer_fkey references customers (id),
  status varchar(16) not null,
  placed_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version bigint not null default 0,
  constraint orders_status_known
    check (status in ('PLACED', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'))
);

-- One index for each list of the API: all, by customer, by status; the newest first.
create index orders_newest on orders (placed_at desc, id desc);
create index orders_customer on orders (customer_id, placed_at desc, id desc);
create index orders_status on orders (status, placed_at desc, id desc);
--rollback drop table orders;
--rollback drop sequence orders_seq;
