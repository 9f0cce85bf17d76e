create table member (
    user_id     text collate "C" primary key,
    joined_at   timestamptz not null,
    email_hash  text,
    tier        text        not null,
    tier_since  timestamptz not null
);

-- What a member did in the storefront. Updates commute: least, greatest and sums.
create table member_activity (
    user_id       text collate "C" primary key,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null
);

create table member_event_count (
    user_id     text collate "C" not null,
    event_name  text    not null,
    events      bigint  not null,
    primary key (user_id, event_name)
);

-- What became of an order, guests' orders included, since the user may be told later than the order. Each column only
-- ever grows by what an event says, so the events of an order may come in any sequence. A cancellation that names no
-- order is a row of its own.
create table member_order (
    order_id      text collate "C" primary key,
    user_id       text collate "C",
    currency      text,
    placed_at     timestamptz,
    ordered       numeric(24, 4) not null default 0,
    cancelled     numeric(24, 4) not null default 0,
    all_cancelled boolean not null default false,
    refunded      numeric(24, 4) not null default 0
);
create index member_order_user on member_order (user_id) where user_id is not null;

-- Net of cancellations and refunds.
create view member_purchase as
select order_id, user_id, currency, placed_at, ordered,
       case when all_cancelled then greatest(cancelled, ordered) else cancelled end as cancelled,
       refunded,
       ordered - case when all_cancelled then greatest(cancelled, ordered) else cancelled end - refunded as net
from member_order
where user_id is not null and currency is not null;
