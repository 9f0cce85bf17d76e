-- What a visitor who denied consent did is counted and not learnt from: it has no context. The index finds rows that have one
-- all the same, which the version before stored; it is empty otherwise.
alter table interaction alter column context drop not null;
comment on column interaction.context is 'hash of the order or session in which the item was met; null for what is counted and not learnt from';
create index interaction_denied on interaction (id)
    where context is not null and user_id is null and anonymous_id is null and kind <> 4;

alter table purchase_line add column denied boolean not null default false;
comment on column purchase_line.denied is 'the storefront reported the order and may not say of whom: nothing is learnt from it';

-- Only items of the catalogue are indexed in memory. Rows stored before their item was known are found by it when it comes.
alter table interaction add column catalogued boolean not null default true;
create index interaction_uncatalogued on interaction (item_id) where not catalogued;
comment on column interaction.catalogued is 'whether the item was in the catalogue when the row was stored';
