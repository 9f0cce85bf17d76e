-- Prices that are planned for some items and a time.
create table promotion (
    promotion_id    text collate "C" primary key,
    names           jsonb       not null,
    discount        numeric(9, 8) not null check (discount > 0 and discount < 1),
    starts_at       timestamptz not null,
    ends_at         timestamptz not null check (ends_at > starts_at),
    created_at      timestamptz not null
);

-- A price that was worked out or planned, what it rests on, and what was decided about it.
create table suggestion (
    suggestion_id   text collate "C" primary key,
    item_id         text collate "C" not null,
    kind            text        not null check (kind in ('PRICE', 'PROMOTION')),
    state           text        not null check (state in ('SUGGESTED', 'APPROVED', 'LIVE', 'SUPERSEDED', 'REJECTED')),
    currency        text        not null,
    price           numeric(24, 4) not null check (price > 0),
    price_in_force  numeric(24, 4) not null,
    list_price      numeric(24, 4) not null,
    cost            numeric(24, 4),
    cost_currency   text,
    model           text        not null,
    model_version   text        not null,
    degraded        boolean     not null,
    assessment      jsonb       not null,
    promotion_id    text collate "C" references promotion,
    starts_at       timestamptz,
    ends_at         timestamptz,
    created_at      timestamptz not null,
    decided_at      timestamptz,
    decided_by      text,
    decision_reason text,
    live_at         timestamptz,
    closed_at       timestamptz,
    version         bigint      not null,
    check ((kind = 'PROMOTION') = (promotion_id is not null and starts_at is not null and ends_at is not null))
);
-- One price and one promotion are live at a time; under the promotion the price waits.
create unique index suggestion_live on suggestion (item_id, kind) where state = 'LIVE';
create unique index suggestion_of_promotion on suggestion (promotion_id, item_id) where promotion_id is not null;
create index suggestion_of_item on suggestion (item_id, suggestion_id);
create index suggestion_to_start on suggestion (starts_at) where kind = 'PROMOTION' and state = 'APPROVED';
create index suggestion_to_end on suggestion (ends_at) where kind = 'PROMOTION' and state in ('APPROVED', 'LIVE');

-- Where the price in force came from, unless it is the list price.
alter table item_price
    add column model           text,
    add column model_version   text,
    add column degraded        boolean,
    add column suggestion_id   text,
    add column promotion_id    text,
    add column effective_until timestamptz;

-- The least that an item may be sold for by anything but its list price: its cost and the minimum margin.
create table price_floor (
    item_id     text collate "C" primary key,
    currency    text           not null,
    floor       numeric(24, 4) not null check (floor >= 0)
);

-- The last guard. What the shop itself lists stands, whatever it costs; an old price stands until it is changed.
create function refuse_price_below_floor() returns trigger language plpgsql as $$
declare
    least numeric;
begin
    if new.price is not distinct from new.list_price
        or (tg_op = 'UPDATE' and new.price = old.price and new.currency = old.currency) then
        return new;
    end if;
    select floor into least from price_floor where item_id = new.item_id and currency = new.currency;
    if least is not null and new.price < least then
        raise exception 'the price % % of item % is below its floor of %', new.price, new.currency, new.item_id, least
            using errcode = 'check_violation', constraint = 'price_not_below_floor';
    end if;
    return new;
end $$;
create trigger item_price_is_not_below_its_floor before insert or update on item_price
    for each row execute function refuse_price_below_floor();
