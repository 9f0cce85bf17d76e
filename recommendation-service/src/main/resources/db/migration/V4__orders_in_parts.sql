-- Replicas of the earlier version may be counting. They touch this table first, so locking it first keeps them out
-- without a deadlock, and no event is counted while those known are copied.
lock table counted_event in access exclusive mode;

-- Events counted are remembered where all events seen are: in the inbox, which forgets. Those known stay known for as
-- long as others, from now on.
insert into inbox (consumer, source, event_id)
select 'purchases', source, event_id from counted_event
on conflict do nothing;
drop table counted_event;

-- What replicas of the earlier version ask and tell until they are gone; so both versions know what the other counted.
create view counted_event as
select consumer, source, event_id from inbox where consumer = 'purchases';
alter view counted_event alter column consumer set default 'purchases';
comment on view counted_event is 'for replicas of the version before, during a rolling upgrade; nothing else uses it';

-- An order told in parts adds up, and a line says whose word its user is. Rows that were there before keep what they say
-- and do not know whose word it was: null.
alter table purchase_line add column user_of_order boolean;
comment on column purchase_line.ordered is 'units by all parts of the order; of parts counted by earlier versions, the first alone';
comment on column purchase_line.user_of_order is 'whether the order told user_id, not the storefront; null in rows of earlier versions';
