create table delivery (
    delivery_id         text collate "C" primary key,
    order_id            text collate "C",
    state               text        not null check (state in ('WAITING', 'ARRIVED', 'COMPLETED', 'FAILED', 'CANCELLED')),
    zone_id             text collate "C",
    latitude            double precision,
    longitude           double precision,
    promised_earliest   timestamptz,
    promised_latest     timestamptz,
    requested_at        timestamptz not null,
    arrived_at          timestamptz,
    completed_at        timestamptz,
    failed_at           timestamptz,
    failure_reason      text,
    version             bigint      not null default 0,
    check (promised_earliest <= promised_latest)
);
create index delivery_order on delivery (order_id) where order_id is not null;
create index delivery_observed on delivery (zone_id, completed_at desc) where completed_at is not null;
create index delivery_completed on delivery (completed_at desc) where completed_at is not null;

-- How much of an order there is to deliver. Sums only grow, so a cancellation may come before its order.
create table order_units (
    order_id        text collate "C" primary key,
    placed          bigint  not null default 0,
    cancelled       bigint  not null default 0,
    all_cancelled   boolean not null default false
);

-- How fast traffic moved, in metres per second: every observation, and the newest of each zone.
create table travel_time (
    zone_id                     text collate "C" not null,
    observed_at                 timestamptz      not null,
    speed_metres_per_second     double precision not null,
    free_flow_metres_per_second double precision,
    primary key (zone_id, observed_at)
);

create table zone_speed (
    zone_id                     text collate "C" primary key,
    observed_at                 timestamptz      not null,
    speed_metres_per_second     double precision not null,
    free_flow_metres_per_second double precision
);
