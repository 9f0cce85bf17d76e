-- One row a training run, from request to end.
create table training_run (
    id               uuid             primary key,
    model            text             not null,
    state            text             not null,
    progress         double precision not null default 0,
    seed             bigint           not null,
    options          jsonb            not null,
    requested_by     text,
    command_id       text,
    job_id           uuid,
    data_from        timestamptz,
    data_to          timestamptz,
    data_rows        bigint,
    data_hash        text,
    split_at         timestamptz,
    code_commit      text,
    figures          jsonb            not null default '{}',
    baseline_figures jsonb            not null default '{}',
    verdict          text,
    version          text,
    error            text,
    requested_at     timestamptz      not null,
    started_at       timestamptz,
    finished_at      timestamptz
);
create unique index training_run_one_at_a_time on training_run (model)
    where state in ('requested', 'running', 'evaluated');
create unique index training_run_command on training_run (model, command_id) where command_id is not null;
create index training_run_listing on training_run (model, id desc);

-- Versions that passed the gate, with all that is needed to serve and to account for them.
create table model_version (
    model            text        not null,
    version          text        not null,
    run_id           uuid        not null references training_run,
    state            text        not null check (state in ('champion', 'retired', 'rolled_back')),
    previous_version text        not null,
    content_hash     text        not null,
    bytes            bytea       not null,
    created_at       timestamptz not null,
    primary key (model, version)
);

-- Which version serves; 'none' while the fallback does.
create table model_champion (
    model   text        primary key,
    version text        not null,
    since   timestamptz not null
);
