-- Nothing reads the stock that was heard, so it is heard no longer. Replicas of the version before write it until they are
-- gone; an event that they could not write would become a dead letter. They find a table that keeps nothing.
truncate item_stock;
create function keep_nothing() returns trigger language plpgsql as $$
begin
    return null;
end $$;
create trigger item_stock_keeps_nothing before insert on item_stock for each row execute function keep_nothing();
comment on table item_stock is 'for replicas of the version before, during a rolling upgrade; nothing else uses it, and the version after this may drop it';
