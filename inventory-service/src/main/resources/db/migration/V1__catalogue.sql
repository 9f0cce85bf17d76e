-- One row an item. Ids sort by code point, so that cursors mean the same on every server.
create table product (
    item_id             text collate "C" primary key,
    titles              jsonb       not null,
    description         text,
    brand               text,
    merchant_id         text,
    categories          text[]      not null,
    attributes          jsonb       not null,
    cost_amount         numeric(19, 4) check (cost_amount >= 0),
    cost_currency       char(3),
    list_price_amount   numeric(19, 4) check (list_price_amount >= 0),
    list_price_currency char(3),
    weight_grams        integer check (weight_grams >= 0),
    size                text,
    image_url           text,
    active              boolean     not null,
    withdrawn_at        timestamptz,
    version             bigint      not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    search_text         text        not null,
    check ((cost_amount is null) = (cost_currency is null)),
    check ((list_price_amount is null) = (list_price_currency is null))
);

create index product_categories on product using gin (categories);
create index product_brand on product (brand, item_id) where brand is not null;
create index product_merchant on product (merchant_id, item_id) where merchant_id is not null;
