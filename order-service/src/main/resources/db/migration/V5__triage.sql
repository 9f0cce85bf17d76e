-- What a model read in a message, and who looks at it. The verdict names parts of the text by their place, never by their
-- words: the text is kept in one place.
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check
    check (state in ('WAITING_FOR_PERSON', 'DECIDED', 'RESOLVED'));
alter table message
    add column verdict       jsonb,
    add column model_version text,
    add column claimed_by    text,
    add column claimed_until timestamptz,
    add column resolved_by   text,
    add column resolved_at   timestamptz,
    -- What was asked for in the writer's name, or was asked for already.
    add column return_id     text collate "C" references order_return;
create index message_waiting on message (received_at, message_id) where state = 'WAITING_FOR_PERSON';

-- What people said that customers meant: the only labels that there are. Nothing is ever changed; the latest counts.
create table message_correction (
    correction_id   bigint generated always as identity primary key,
    message_id      text collate "C" not null references message,
    intent          text        not null,
    corrected_by    text        not null,
    -- What was written after one pattern; null where nobody said.
    label_group     text,
    corrected_at    timestamptz not null,
    stored_at       timestamptz not null default now(),
    unique (message_id, corrected_by, corrected_at)
);

-- People type an order's number in whatever letters.
create index shop_order_letters on shop_order (lower(order_id));

-- What an item is called in all its languages: people name what they send back in theirs.
alter table item_title add column titles text[] not null default '{}';

-- The correction up to which a training was last asked for.
create table triage_training (
    only_row                boolean primary key default true check (only_row),
    last_correction_id      bigint not null
);
insert into triage_training (last_correction_id) values (0);
