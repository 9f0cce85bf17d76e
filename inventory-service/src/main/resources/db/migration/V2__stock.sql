-- The ledger is the truth, the level its running sum, kept in the same transaction.
create table stock_level (
    item_id     text collate "C" not null references product (item_id),
    location_id text collate "C" not null,
    on_hand     bigint      not null check (on_hand >= 0),
    reserved    bigint      not null check (reserved >= 0),
    version     bigint      not null,
    updated_at  timestamptz not null,
    primary key (item_id, location_id)
);

create index stock_level_location on stock_level (location_id, item_id);

create table stock_movement (
    movement_id       text collate "C" primary key,
    sequence          bigint generated always as identity unique,
    item_id           text collate "C" not null,
    location_id       text collate "C" not null,
    reason            text        not null,
    quantity          bigint      not null,
    on_hand_change    bigint      not null,
    reserved_change   bigint      not null,
    on_hand           bigint      not null,
    reserved          bigint      not null,
    purchase_order_id text,
    supplier_id       text,
    unit_cost_amount  numeric(19, 4),
    unit_cost_currency char(3),
    ordered_at        timestamptz,
    occurred_at       timestamptz not null,
    recorded_at       timestamptz not null,
    foreign key (item_id, location_id) references stock_level (item_id, location_id)
);

create index stock_movement_level on stock_movement (item_id, location_id, sequence);
