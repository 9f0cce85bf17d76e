-- How a supplier sells an item.
create table supply_terms (
    item_id                text collate "C" not null references product (item_id),
    supplier_id            text collate "C" not null,
    lead_time_days         double precision check (lead_time_days >= 0),
    minimum_order_quantity bigint      not null check (minimum_order_quantity > 0),
    case_pack              bigint      not null check (case_pack > 0),
    shelf_life_days        bigint check (shelf_life_days > 0),
    unit_cost_amount       numeric(19, 4) check (unit_cost_amount >= 0),
    unit_cost_currency     char(3),
    preferred              boolean     not null,
    review_period_days     integer     not null check (review_period_days > 0),
    updated_at             timestamptz not null,
    primary key (item_id, supplier_id),
    check ((unit_cost_amount is null) = (unit_cost_currency is null))
);

create index supply_terms_supplier on supply_terms (supplier_id, item_id);
create unique index supply_terms_preferred on supply_terms (item_id) where preferred;

-- From which lead times are learnt, and what was sold of late.
create index stock_movement_receipts on stock_movement (supplier_id, item_id)
    where reason = 'received' and ordered_at is not null;
create index stock_movement_occurred on stock_movement (item_id, location_id, occurred_at);

create table purchase_order (
    purchase_order_id text collate "C" primary key,
    item_id           text collate "C" not null references product (item_id),
    location_id       text collate "C" not null,
    supplier_id       text collate "C",
    state             text        not null,
    quantity          bigint      not null check (quantity > 0),
    proposed_quantity bigint      not null check (proposed_quantity > 0),
    received_quantity bigint      not null check (received_quantity >= 0),
    unit_cost_amount  numeric(19, 4),
    unit_cost_currency text,
    lead_time_days    double precision not null,
    change_reason     text,
    cancel_reason     text,
    created_at        timestamptz not null,
    approved_at       timestamptz,
    expected_at       timestamptz,
    received_at       timestamptz,
    cancelled_at      timestamptz,
    version           bigint      not null
);

-- The pipeline of a place.
create index purchase_order_open on purchase_order (item_id, location_id) where state in ('DRAFT', 'APPROVED');

create table replenishment_run (
    run_id      uuid primary key,
    run_date    date        not null,
    -- What the clock asked for, once however many replicas ask.
    planned     text unique,
    created_at  timestamptz not null
);

create table replenishment_proposal (
    proposal_id       uuid primary key,
    run_id            uuid        not null references replenishment_run (run_id),
    item_id           text collate "C" not null references product (item_id),
    location_id       text collate "C" not null,
    supplier_id       text collate "C",
    proposal_date     date        not null,
    -- None where the proposal was withheld.
    purchase_order_id text collate "C" references purchase_order (purchase_order_id),
    decision          jsonb       not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null
);

create unique index replenishment_proposal_key
    on replenishment_proposal (item_id, location_id, coalesce(supplier_id, ''), proposal_date);
create index replenishment_proposal_run on replenishment_proposal (run_id, proposal_id);
create index replenishment_proposal_order on replenishment_proposal (purchase_order_id);
