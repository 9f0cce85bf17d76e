-- An event that Kafka refuses for its own sake waits by itself, and the others of its key behind it.
alter table outbox
    add column attempts        integer     not null default 0,
    add column next_attempt_at timestamptz,
    add column error           text,
    add column appended_at     timestamptz not null default now();
-- The keys that wait: small, whatever the size of the outbox.
create index outbox_waiting on outbox (aggregatetype, aggregateid, next_attempt_at) where next_attempt_at is not null;

-- An event that never reached Kafka has no place there.
alter table dead_letter
    alter column partition drop not null,
    alter column "offset" drop not null;
