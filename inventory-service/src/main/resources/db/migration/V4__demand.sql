-- What orders wanted of each item; a day is unknown while only a cancellation or return of the order was heard.
create table ordered_unit (
    order_id        text collate "C" not null,
    item_id         text collate "C" not null,
    day             date,
    units_ordered   bigint not null default 0,
    units_cancelled bigint not null default 0,
    units_returned  bigint not null default 0,
    primary key (order_id, item_id)
);

create index ordered_unit_item on ordered_unit (item_id, day) where day is not null;
create index ordered_unit_day on ordered_unit (day) where day is not null;

-- Until when the ledger knows of sales.
create index stock_movement_sold on stock_movement (occurred_at) where reason = 'sold';
