-- Uploaded files in pieces; a hash only once all of it is here.
create table upload (
    upload_id  uuid primary key,
    sha256     text unique,
    size       bigint      not null,
    created_at timestamptz not null
);

create table upload_chunk (
    upload_id uuid    not null references upload (upload_id) on delete cascade,
    ordinal   integer not null,
    data      bytea   not null,
    primary key (upload_id, ordinal)
);

-- The bytes are compressed already, or about to be thrown away.
alter table upload_chunk alter column data set storage external;

create table import_job (
    import_id   uuid primary key,
    kind        text        not null,
    filename    text        not null,
    options     jsonb       not null,
    sha256      text        not null,
    size        bigint      not null,
    previous_id uuid,
    upload_id   uuid references upload (upload_id) on delete set null,
    counts      jsonb       not null,
    waiting_for text,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

create index import_job_created on import_job (created_at desc, import_id desc);
create index import_job_content on import_job (sha256, kind, created_at desc);
create index import_job_upload on import_job (upload_id);

create table import_error (
    import_id   uuid   not null references import_job (import_id) on delete cascade,
    ordinal     bigint not null,
    line        bigint not null,
    column_name text,
    value       text,
    reason      text   not null,
    message     text   not null,
    primary key (import_id, ordinal)
);

-- What a format must look up later and cannot keep in memory.
create table import_spool (
    import_id uuid not null references import_job (import_id) on delete cascade,
    name      text not null,
    key       text collate "C" not null,
    value     text not null,
    primary key (import_id, name, key)
);
