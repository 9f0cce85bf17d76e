-- What visitors were shown an item for, by item, day (UTC) and currency: the price of a day on which nothing was sold.
create table item_seen_price (
    item_id     text collate "C" not null,
    day         date        not null,
    currency    text        not null,
    shown       bigint      not null default 0,
    price_sum   numeric(24, 4) not null default 0,
    primary key (item_id, day, currency)
);

-- Since when an item could be had at a location, or could not: one row a change, in the order in which it was told.
create table item_availability (
    item_id     text collate "C" not null,
    location_id text collate "C" not null,
    since       timestamptz not null,
    version     bigint,
    available   boolean     not null,
    primary key (item_id, location_id, since)
);
