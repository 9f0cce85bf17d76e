-- What visitors did with items, one row an item and event; only ever added to. tx orders rows for those who follow the
-- table: a row is shown to them once every transaction that could still add an earlier one has ended.
create table interaction (
    id           bigint      generated always as identity primary key,
    tx           xid8        not null default pg_current_xact_id(),
    source       text,
    event_id     text,
    position     integer,
    kind         smallint    not null,
    times        smallint    not null check (times in (-1, 1)),
    item_id      text        not null,
    context      bigint      not null,
    user_id      text,
    anonymous_id text,
    occurred_at  timestamptz not null,
    unique (source, event_id, position)
);
create index interaction_followed on interaction (tx, id);
create index interaction_of_user on interaction (user_id, occurred_at desc) where user_id is not null;
create index interaction_of_anonymous on interaction (anonymous_id, occurred_at desc) where anonymous_id is not null;
comment on column interaction.source is 'with event_id and position the identity of a collected event''s item; null for rows that purchase_line gave rise to';
comment on column interaction.times is '1, or -1 where a purchase was undone';

-- One item of one order, from the order's own events and from what the storefront reported of the same transaction.
create table purchase_line (
    transaction_id text        not null,
    item_id        text        not null,
    user_id        text,
    anonymous_id   text,
    ordered        bigint,
    reported       bigint,
    cancelled      bigint      not null,
    returned       bigint      not null,
    refunded       bigint      not null,
    voided         boolean     not null,
    occurred_at    timestamptz not null,
    counted_at     timestamptz,
    primary key (transaction_id, item_id)
);
create index purchase_line_of_user on purchase_line (user_id, counted_at desc) where user_id is not null;
create index purchase_line_of_anonymous on purchase_line (anonymous_id, counted_at desc) where anonymous_id is not null;
comment on column purchase_line.counted_at is 'the time under which the line counts as a purchase; null while it does not';

-- Orders cancelled as a whole, remembered for lines that are heard of later.
create table voided_order (
    transaction_id text primary key
);

-- Events whose effect is a sum and must not be added twice.
create table counted_event (
    source   text not null,
    event_id text not null,
    primary key (source, event_id)
);

create table daily_sales (
    day       date   not null,
    item_id   text   not null,
    ordered   bigint not null,
    cancelled bigint not null,
    returned  bigint not null,
    primary key (day, item_id)
);

-- Read models of what other services say of an item.
create table item (
    item_id    text        primary key,
    titles     jsonb       not null,
    brand      text,
    merchant_id text,
    categories text[]      not null,
    consumable boolean     not null,
    image_url  text,
    active     boolean     not null,
    updated_at timestamptz not null,
    tx         xid8        not null default pg_current_xact_id()
);
create index item_followed on item (tx);

create table item_stock (
    item_id     text        not null,
    location_id text        not null,
    available   bigint      not null,
    occurred_at timestamptz not null,
    tx          xid8        not null default pg_current_xact_id(),
    primary key (item_id, location_id)
);
create index item_stock_followed on item_stock (tx);

create table item_price (
    item_id         text        primary key,
    amount          numeric     not null,
    currency        text        not null,
    effective_from  timestamptz not null,
    effective_until timestamptz,
    tx              xid8        not null default pg_current_xact_id()
);
create index item_price_followed on item_price (tx);

-- Every answer given, for learning from what was shown.
create table ranking (
    ranking_id      uuid        primary key,
    decided_at      timestamptz not null,
    user_id         text,
    anonymous_id    text,
    placement       text,
    context_item_id text,
    model           text        not null,
    model_version   text        not null,
    degraded        boolean     not null,
    item_ids        text[]      not null,
    scores          numeric[]   not null
);
create index ranking_decided_at on ranking using brin (decided_at);
