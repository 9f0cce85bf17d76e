-- Until when the planned times of a task are done or made up for.
create table planned_task (
    name       text        primary key,
    done_until timestamptz not null
);
