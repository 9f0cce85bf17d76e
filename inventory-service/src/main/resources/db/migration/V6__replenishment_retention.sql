-- What is forgotten first.
create index replenishment_proposal_updated on replenishment_proposal (updated_at);
