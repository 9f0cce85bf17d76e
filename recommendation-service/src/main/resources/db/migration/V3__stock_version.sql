-- Which of two levels stands: a movement may be told late, so the time of it does not say. Null where the producer does
-- not count.
alter table item_stock add column version bigint;
