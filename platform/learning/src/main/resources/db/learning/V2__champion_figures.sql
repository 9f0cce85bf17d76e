-- The champion that a candidate was compared with, and where its figures come from.
alter table training_run
    add column champion_version text,
    add column champion_figures jsonb not null default '{}',
    add column champion_figures_from text;
