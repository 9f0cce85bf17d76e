-- Merchants that are to have at least a share of what is shown. A floor that was taken away stays as 0, so that every replica
-- hears of it.
create table exposure_floor (
    merchant_id text             primary key,
    share       double precision not null check (share >= 0 and share <= 1),
    changed_at  timestamptz      not null,
    changed_by  text             not null,
    tx          xid8             not null default pg_current_xact_id()
);
create index exposure_floor_followed on exposure_floor (tx);
comment on column exposure_floor.share is 'of the position-weighted exposure of each list';
