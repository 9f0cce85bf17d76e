-- What long searches for tours have found: the best so far, and in the end the answer. The job itself is in the table job.
create table route_job (
    job_id      uuid primary key,
    seconds     double precision,
    cost        double precision,
    unassigned  integer,
    answer      jsonb,
    check ((seconds is null) = (cost is null) and (seconds is null) = (unassigned is null))
);
