-- What the catalogue says of an item; the cost never leaves this service.
create table item (
    item_id         text collate "C" primary key,
    cost            numeric(24, 4),
    cost_currency   text,
    list_price      numeric(24, 4),
    list_currency   text,
    brand           text,
    categories      text[]      not null default '{}',
    active          boolean     not null,
    updated_at      timestamptz not null
);

-- The price in force, one row an item.
create table item_price (
    item_id         text collate "C" primary key,
    price           numeric(24, 4) not null check (price >= 0),
    currency        text        not null,
    list_price      numeric(24, 4),
    reason          text        not null,
    effective_from  timestamptz not null
);

-- Every price that ever was in force. Rows are only added.
create table price_ledger (
    item_id         text collate "C" not null,
    effective_from  timestamptz not null,
    price           numeric(24, 4) not null check (price >= 0),
    currency        text        not null,
    reason          text        not null,
    primary key (item_id, effective_from)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger of prices is only added to';
end $$;
create trigger price_ledger_is_append_only before update or delete on price_ledger
    for each row execute function refuse_change();

-- Views and carts per item and hour.
create table item_heat (
    item_id text collate "C" not null,
    hour    timestamptz not null,
    views   bigint      not null default 0,
    carts   bigint      not null default 0,
    primary key (item_id, hour)
);

-- Units and worth ordered and cancelled per item and day (UTC).
create table item_demand (
    item_id             text collate "C" not null,
    day                 date    not null,
    currency            text    not null,
    units_ordered       bigint  not null default 0,
    units_cancelled     bigint  not null default 0,
    worth_ordered       numeric(24, 4) not null default 0,
    worth_cancelled     numeric(24, 4) not null default 0,
    primary key (item_id, day, currency)
);

create table item_stock (
    item_id     text collate "C" not null,
    location_id text collate "C" not null,
    available   bigint      not null,
    occurred_at timestamptz not null,
    primary key (item_id, location_id)
);

-- Every observation of a competitor's price, and the latest one of each.
create table competitor_observation (
    item_id             text collate "C" not null,
    competitor_id       text collate "C" not null,
    observed_at         timestamptz not null,
    price               numeric(24, 4) not null check (price >= 0),
    currency            text        not null,
    shipping            numeric(24, 4),
    shipping_currency   text,
    in_stock            boolean,
    url                 text,
    primary key (item_id, competitor_id, observed_at)
);
