-- The latest forecast that was heard of an item at a location.
create table heard_forecast (
    item_id        text collate "C" not null,
    location_id    text collate "C" not null,
    starts_at      timestamptz not null,
    days           integer     not null check (days > 0),
    expected_units double precision not null check (expected_units >= 0),
    model          text        not null,
    model_version  text        not null,
    degraded       boolean     not null,
    forecasted_at  timestamptz not null,
    primary key (item_id, location_id)
);

-- Retention looks for the oldest.
create index item_seen_price_day on item_seen_price (day);
create index item_heat_hour on item_heat (hour);
