-- Events seen: one row a consumer and event, written in the transaction of the event's effect.
create table inbox (
    consumer    text        not null,
    source      text        not null,
    event_id    text        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, source, event_id)
);
create index inbox_received_at on inbox (received_at);

-- Events to say: Debezium's outbox column names, so that the poller can be replaced by it.
create table outbox (
    id            uuid        primary key,
    seq           bigint      generated always as identity unique,
    aggregatetype text        not null,
    aggregateid   text        not null,
    type          text        not null,
    payload       json        not null,
    source        text        not null,
    "time"        timestamptz not null,
    headers       jsonb       not null default '{}'
);

-- The next offset of a batch consumer, kept beside the data that it stored.
create table consumer_offset (
    consumer    text        not null,
    topic       text        not null,
    partition   integer     not null,
    next_offset bigint      not null,
    updated_at  timestamptz not null default now(),
    primary key (consumer, topic, partition)
);

create table dead_letter (
    id              uuid        primary key,
    consumer        text        not null,
    topic           text        not null,
    partition       integer     not null,
    "offset"        bigint      not null,
    message_key     text,
    event_id        text,
    event_source    text,
    event_type      text,
    headers         jsonb       not null default '{}',
    payload         bytea,
    error           text        not null,
    state           text        not null default 'PARKED' check (state in ('PARKED', 'REPLAYED', 'DISCARDED')),
    replay_attempts integer     not null default 0,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    unique (consumer, topic, partition, "offset")
);
create index dead_letter_state on dead_letter (state, id);

create table job (
    id           uuid             primary key,
    kind         text             not null,
    state        text             not null,
    input        jsonb            not null,
    checkpoint   jsonb,
    result       jsonb,
    error        text,
    progress     double precision not null default 0 check (progress between 0 and 1),
    attempts     integer          not null default 0,
    failures     integer          not null default 0,
    lease_owner  text,
    lease_until  timestamptz,
    not_before   timestamptz      not null default now(),
    created_at   timestamptz      not null default now(),
    updated_at   timestamptz      not null default now()
);
create index job_runnable on job (created_at) where state in ('QUEUED', 'RUNNING', 'CANCELLING');
create index job_listing on job (id desc);

create table idempotency_key (
    principal    text        not null,
    operation    text        not null,
    key          text        not null,
    request_hash bytea       not null,
    state        text        not null check (state in ('IN_FLIGHT', 'EFFECTIVE', 'ANSWERED')),
    owner        uuid        not null,
    status       integer,
    content_type text,
    location     text,
    body         bytea,
    created_at   timestamptz not null default now(),
    lease_until  timestamptz not null,
    primary key (principal, operation, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);
