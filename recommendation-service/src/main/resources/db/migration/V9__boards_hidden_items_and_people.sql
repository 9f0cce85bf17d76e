-- What is new, by when an item was first heard of: its last change is no novelty. Rows that were there before count as
-- first heard of when they last changed; replicas of the version before leave it to the default.
alter table item add column first_heard_at timestamptz not null default now();
update item set first_heard_at = updated_at;
comment on column item.first_heard_at is 'the time of the first event of the item that was taken in';

-- Items that are not to be shown, whatever the catalogue says. A row that has ended stays until housekeeping, so that every
-- replica hears of the end.
create table hidden_item (
    item_id   text        primary key,
    reason    text        not null,
    hidden_at timestamptz not null,
    hidden_by text        not null,
    until     timestamptz,
    tx        xid8        not null default pg_current_xact_id()
);
create index hidden_item_followed on hidden_item (tx);
comment on column hidden_item.until is 'from when it may be shown again; null for not by itself';

-- Whose rows are asked for, or erased, is found without reading all.
create index impression_of_unit on impression (unit_id) where unit_id is not null;
create index impression_purchase_of_user on impression_purchase (user_id) where user_id is not null;
create index impression_purchase_of_anonymous on impression_purchase (anonymous_id) where anonymous_id is not null;
