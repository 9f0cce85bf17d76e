-- What a customer ordered. Money is exact to four decimals; an order has one currency.
create table shop_order (
    order_id        text collate "C" primary key,
    user_id         text collate "C",
    channel         text        not null,
    state           text        not null check (state in ('PLACED', 'SHIPPED', 'DELIVERED', 'CANCELLED')),
    currency        text        not null,
    total           numeric(24, 4) not null check (total >= 0),
    shipping        numeric(24, 4) not null default 0 check (shipping >= 0),
    cancelled       numeric(24, 4) not null default 0 check (cancelled >= 0 and cancelled <= total),
    refunded        numeric(24, 4) not null default 0 check (refunded >= 0),
    coupon_codes    text[]      not null default '{}',
    zone_id         text,
    latitude        double precision,
    longitude       double precision,
    placed_at       timestamptz not null,
    shipped_at      timestamptz,
    delivered_at    timestamptz,
    cancelled_at    timestamptz,
    delivery_id     text,
    version         bigint      not null default 0,
    -- The aggregate refuses it first; money that was never paid cannot be given back even by a mistake of ours.
    constraint refunded_at_most_paid check (refunded <= total + shipping - cancelled)
);
create index shop_order_user on shop_order (user_id, order_id) where user_id is not null;
create index shop_order_placed on shop_order (placed_at);

create table order_line (
    order_id            text collate "C" not null references shop_order,
    line_id             text collate "C" not null,
    item_id             text    not null,
    title               text,
    quantity            bigint  not null check (quantity > 0),
    unit_price          numeric(24, 4) not null check (unit_price >= 0),
    cancelled_quantity  bigint  not null default 0 check (cancelled_quantity >= 0),
    returned_quantity   bigint  not null default 0 check (returned_quantity >= 0),
    primary key (order_id, line_id),
    check (cancelled_quantity + returned_quantity <= quantity)
);

-- Every cancellation that was told. Without an order it stands alone: some shops do not say which order they cancel.
create table cancellation (
    cancellation_id text collate "C" primary key,
    order_id        text collate "C" references shop_order,
    user_id         text collate "C",
    reason          text,
    cancelled_at    timestamptz not null
);
create index cancellation_order on cancellation (order_id) where order_id is not null;

create table cancellation_line (
    cancellation_id text collate "C" not null references cancellation,
    line_id         text collate "C" not null,
    item_id         text    not null,
    title           text,
    quantity        bigint  not null check (quantity > 0),
    unit_price      numeric(24, 4) not null check (unit_price >= 0),
    currency        text    not null,
    primary key (cancellation_id, line_id)
);

create table order_return (
    return_id       text collate "C" primary key,
    order_id        text collate "C" not null references shop_order,
    user_id         text collate "C",
    kind            text        not null check (kind in ('REFUND', 'EXCHANGE', 'STORE_CREDIT')),
    state           text        not null check (state in ('REQUESTED', 'APPROVED', 'REJECTED', 'COMPLETED')),
    reason          text,
    decision_reason text,
    currency        text        not null,
    worth           numeric(24, 4) not null check (worth >= 0),
    refunded        numeric(24, 4) check (refunded >= 0 and refunded <= worth),
    requested_at    timestamptz not null,
    decided_at      timestamptz,
    completed_at    timestamptz,
    version         bigint      not null default 0
);
create index order_return_order on order_return (order_id);

create table order_return_line (
    return_id   text collate "C" not null references order_return,
    line_id     text collate "C" not null,
    item_id     text    not null,
    title       text,
    quantity    bigint  not null check (quantity > 0),
    unit_price  numeric(24, 4) not null check (unit_price >= 0),
    primary key (return_id, line_id)
);

-- The only place where the text of a message is kept.
create table message (
    message_id  text collate "C" primary key,
    order_id    text collate "C",
    user_id     text collate "C",
    text        text        not null,
    language    text        not null check (language in ('zh', 'en', 'mixed', 'unknown')),
    state       text        not null check (state in ('WAITING_FOR_PERSON')),
    received_at timestamptz not null
);
create index message_order on message (order_id) where order_id is not null;
create index message_state on message (state, message_id);

-- Heard from the catalogue: what an item is called, for lines that came without a title.
create table item_title (
    item_id     text collate "C" primary key,
    title       text        not null,
    updated_at  timestamptz not null
);
