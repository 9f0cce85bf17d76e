-- What was decided, for learning from it and for whoever asks why; kept for a time.
create table decision (
    id              uuid        primary key,
    kind            text        not null,
    subject         text,
    decided_at      timestamptz not null,
    model           text        not null,
    model_version   text        not null,
    degraded        boolean     not null,
    degraded_reason text,
    asked           jsonb       not null,
    decided         jsonb       not null
);
create index decision_decided_at on decision using brin (decided_at);
create index decision_of_subject on decision (kind, subject, decided_at desc) where subject is not null;
comment on column decision.subject is 'whom or what it is about: a user''s, an item''s or an order''s id';
