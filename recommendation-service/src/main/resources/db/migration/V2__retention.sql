-- When a row was stored, which for an imported history is long after what it tells of: how long rows are kept counts from
-- here. Rows that were there before count from now.
alter table interaction add column stored_at timestamptz not null default now();
create index interaction_stored_at on interaction using brin (stored_at);
