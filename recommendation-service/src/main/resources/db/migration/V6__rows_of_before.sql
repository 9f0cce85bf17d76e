-- In a transaction of its own, which locks rows and not the table: replicas of the version before go on meanwhile.
-- What was computed from denied visitors is forgotten; housekeeping goes on with rows that those replicas store.
update interaction set context = null
where context is not null and user_id is null and anonymous_id is null and kind <> 4;

update interaction set catalogued = false where not exists (select from item where item.item_id = interaction.item_id);

comment on table ranking is 'answers given before they went into the table decision; runs out, and goes with the next version';
