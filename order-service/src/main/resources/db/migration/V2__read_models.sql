-- Heard from pricing: the price in force for an item.
create table item_price (
    item_id         text collate "C" primary key,
    amount          numeric(24, 4) not null check (amount >= 0),
    currency        text        not null,
    promotion_id    text,
    effective_from  timestamptz not null,
    effective_until timestamptz
);

-- Heard from inventory: what can be promised of an item at a location.
create table item_stock (
    item_id     text collate "C" not null,
    location_id text collate "C" not null,
    available   bigint      not null,
    occurred_at timestamptz not null,
    primary key (item_id, location_id)
);

-- Heard from membership: the tier of a member.
create table member_tier (
    user_id     text collate "C" primary key,
    tier        text        not null,
    benefits    text[]      not null default '{}',
    updated_at  timestamptz not null
);
