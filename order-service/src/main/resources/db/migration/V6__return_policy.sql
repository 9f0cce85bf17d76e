-- The shop's return policy, version by version. A version is never changed: returns say by which they were decided.
create table return_policy (
    version         bigint primary key check (version > 0),
    policy_id       text collate "C" not null unique,
    effective_from  timestamptz not null unique,
    policy          jsonb       not null,
    stored_at       timestamptz not null
);

-- Heard from the catalogue: what an item is, from the widest to the narrowest.
create table item_category (
    item_id     text collate "C" primary key,
    categories  text[]      not null,
    updated_at  timestamptz not null
);

alter table order_return
    add column keep_goods     boolean not null default false,
    add column decided_amount numeric(24, 4) check (decided_amount >= 0 and decided_amount <= worth),
    add column policy_version bigint references return_policy,
    add column rule_id        text,
    add constraint keep_goods_for_money check (not keep_goods or kind = 'REFUND');
