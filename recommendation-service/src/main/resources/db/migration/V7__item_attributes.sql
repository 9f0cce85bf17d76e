-- What filters and the similarity of contents ask of an item. Rows that were there before do not know until their item is
-- told again, and replicas of the version before go on without: they leave the columns as they are.
alter table item add column attributes jsonb not null default '{}';
alter table item add column item_group_id text;
alter table item add column list_price numeric;
alter table item add column list_price_currency text;
alter table item add constraint item_list_price check ((list_price is null) = (list_price_currency is null));
comment on column item.attributes is 'text by name; empty in rows of earlier versions until their item is told again';
comment on column item.item_group_id is 'what the variants of one article have in common';
comment on column item.list_price is 'as the catalogue told it; what is asked now is in item_price';
