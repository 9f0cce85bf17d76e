-- What the shop tells of a delivery beyond its address: how heavy it is, and how it was driven to.
alter table delivery
    add column weight_grams        bigint check (weight_grams >= 0),
    add column vehicle_id          text collate "C",
    add column departed_at         timestamptz,
    add column departed_zone_id    text collate "C",
    add column departed_latitude   double precision,
    add column departed_longitude  double precision;
create index delivery_open on delivery (requested_at) where state = 'WAITING';
create index delivery_driven on delivery (departed_at) where departed_at is not null;

alter table order_units add column user_id text collate "C";

-- What is left of each item in an order, so that a delivery weighs what is in it. Sums, as those of units.
create table order_item (
    order_id    text collate "C",
    item_id     text collate "C",
    placed      bigint  not null default 0,
    cancelled   bigint  not null default 0,
    primary key (order_id, item_id)
);

create table item_weight (
    item_id         text collate "C" primary key,
    weight_grams    bigint,
    updated_at      timestamptz not null
);

create table member_tier (
    user_id     text collate "C" primary key,
    tier        text        not null,
    benefits    text[]      not null,
    updated_at  timestamptz not null
);

create table depot (
    depot_id    text collate "C" primary key,
    latitude    double precision not null check (latitude between -90 and 90),
    longitude   double precision not null check (longitude between -180 and 180),
    time_zone   text    not null,
    -- how often its tours were planned: who plans beside somebody else notices
    planned     bigint  not null default 0,
    planned_at  timestamptz,
    -- model and version that said how long ways take
    planned_by  text
);

-- Why tours are wanted anew. Rows are only added, so that nobody waits for anybody, and taken away with the tours that answer them.
create table tour_wish (
    wish_id     bigint generated always as identity primary key,
    depot_id    text collate "C" not null references depot on delete cascade,
    cause       text        not null,
    asked_at    timestamptz not null
);

create table vehicle (
    vehicle_id          text collate "C" primary key,
    depot_id            text collate "C" not null references depot,
    capacity_grams      bigint  not null check (capacity_grams > 0),
    most_stops          integer check (most_stops > 0),
    shift_from          time    not null,
    shift_to            time    not null,
    break_minutes       integer check (break_minutes > 0),
    break_from          time,
    break_to            time,
    cost_fixed          double precision not null check (cost_fixed >= 0),
    cost_per_hour       double precision not null check (cost_per_hour >= 0),
    cost_per_kilometre  double precision not null check (cost_per_kilometre >= 0),
    active              boolean not null,
    check (shift_from < shift_to),
    check ((break_minutes is null) = (break_from is null) and (break_minutes is null) = (break_to is null)),
    check (break_from <= break_to)
);
create index vehicle_depot on vehicle (depot_id);

-- A vehicle's day; the id is that of the vehicle and the date.
create table tour (
    tour_id             text collate "C" primary key,
    vehicle_id          text collate "C" not null,
    depot_id            text collate "C" not null references depot,
    service_date        date    not null,
    -- what happened before is none of its doing
    created_at          timestamptz not null,
    departs_at          timestamptz not null,
    -- once somebody said so
    departed_at         timestamptz,
    returns_at          timestamptz not null,
    travel_seconds      bigint  not null,
    distance_metres     bigint  not null,
    weight_grams        bigint  not null,
    cost                double precision not null,
    fixed_cost          double precision not null,
    return_cost         double precision not null,
    return_seconds      bigint  not null,
    return_metres       bigint  not null,
    model               text    not null,
    model_version       text    not null,
    degraded_reason     text,
    planned_at          timestamptz not null
);
create index tour_depot on tour (depot_id, service_date);

create table tour_stop (
    delivery_id         text collate "C" primary key references delivery,
    tour_id             text collate "C" not null references tour,
    stop_index          integer not null check (stop_index >= 0),
    arrives_at          timestamptz not null,
    begins_at           timestamptz not null,
    ends_at             timestamptz not null,
    earliest_at         timestamptz not null,
    latest_at           timestamptz not null,
    travel_seconds      bigint  not null,
    distance_metres     bigint  not null,
    weight_grams        bigint  not null,
    cost                double precision not null,
    late                boolean not null,
    unique (tour_id, stop_index) deferrable initially deferred
);

-- Open deliveries that are in no tour, each with why.
create table tour_absence (
    delivery_id     text collate "C" primary key references delivery,
    depot_id        text collate "C" not null references depot,
    reason          text        not null,
    vehicle_id      text collate "C",
    noted_at        timestamptz not null
);

-- What each planning changed.
create table replanning (
    replanning_id   uuid primary key,
    depot_id        text collate "C" not null references depot,
    cause           text        not null,
    asked_at        timestamptz not null,
    planned_at      timestamptz not null,
    deliveries      integer     not null,
    tours           integer     not null,
    absent          integer     not null,
    cost            double precision not null,
    moves           integer     not null,
    moved           jsonb       not null
);
create index replanning_newest on replanning (depot_id, planned_at desc);
