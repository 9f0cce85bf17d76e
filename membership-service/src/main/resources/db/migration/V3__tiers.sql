-- What was taken off an order, when that became known; figures of a past day follow from it. A null amount means all of it.
create table member_order_change (
    order_id text collate "C" not null,
    at       timestamptz not null,
    currency text,
    amount   numeric(24, 4)
);
create index member_order_change_order on member_order_change (order_id);

-- What was known before has no times of its own.
insert into member_order_change (order_id, at, amount)
select order_id, coalesce(placed_at, now()), case when all_cancelled then null else cancelled + refunded end
from member_order where all_cancelled or cancelled + refunded > 0;

create table member_order_item (
    order_id text collate "C" not null,
    item_id  text collate "C" not null,
    primary key (order_id, item_id)
);

-- The widest category of each item that was ever in the catalogue.
create table item_category (
    item_id    text collate "C" primary key,
    category   text,
    updated_at timestamptz not null
);

-- below_since: since when the figures have been those of a lower tier without a break.
alter table member add column below_since date, add column assessed_at timestamptz;

create table tier_change (
    change_id     bigint generated always as identity primary key,
    user_id       text collate "C" not null,
    from_tier     text        not null,
    to_tier       text        not null,
    model_version text        not null,
    changed_at    timestamptz not null
);
create index tier_change_user on tier_change (user_id, change_id desc);
create index tier_change_time on tier_change (changed_at);

create table tier_run (
    run_id     uuid        primary key,
    planned    text        unique,
    created_at timestamptz not null
);

-- By which centroids the present tiers were given.
create table tier_model_in_use (
    only_row      boolean     primary key default true check (only_row),
    model_version text        not null,
    model         bytea       not null,
    since         timestamptz not null
);
