-- What could not be part of a promotion, and why.
alter table promotion add column refused jsonb not null default '[]';

-- A promotion that nobody decided on ends at its time, too.
drop index suggestion_to_end;
create index suggestion_to_end on suggestion (ends_at)
    where kind = 'PROMOTION' and state in ('SUGGESTED', 'APPROVED', 'LIVE');
