-- What a policy would have done over the past. Its state and progress are those of the job of the same id.
create table policy_simulation (
    simulation_id uuid primary key,
    request       jsonb       not null,
    -- None until it has ended.
    result        jsonb,
    created_at    timestamptz not null
);

create index policy_simulation_created on policy_simulation (created_at);

-- The items of a simulation, and what came of each as far as it got.
create table policy_simulation_item (
    simulation_id uuid    not null references policy_simulation (simulation_id) on delete cascade,
    place         integer not null,
    item_id       text collate "C" not null,
    item_class    text,
    result        jsonb,
    primary key (simulation_id, place)
);
