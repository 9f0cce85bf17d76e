-- What was really shown of an answer, one row a ranking and item, however often it was told. What decided it is copied from
-- the decision, which is kept for a shorter time; until it has been found there the row counts for nothing, since anybody can
-- invent rankings.
create table impression (
    ranking_id    uuid             not null,
    item_id       text             not null,
    position      integer          not null check (position >= 1),
    shown_at      timestamptz      not null,
    stored_at     timestamptz      not null default now(),
    decided_at    timestamptz,
    placement     text,
    model         text,
    model_version text,
    experiment_id text,
    arm           text,
    unit_id       text,
    propensity    double precision,
    primary key (ranking_id, item_id)
);
create index impression_undecided on impression (stored_at) where decided_at is null;
create index impression_shown_at on impression (shown_at);
create index impression_stored_at on impression using brin (stored_at);
create index impression_of_experiment on impression (experiment_id, shown_at) where experiment_id is not null;
comment on column impression.position is 'in the list that was shown, from 1';
comment on column impression.unit_id is 'the person asked for: the user, else the anonymous visitor';
comment on column impression.propensity is 'how probable it was that the item stood there; 1 where nothing was drawn';

-- A click may be heard before what was clicked.
create table impression_click (
    ranking_id   uuid        not null,
    item_id      text        not null,
    clicked_at   timestamptz not null,
    user_id      text,
    anonymous_id text,
    stored_at    timestamptz not null default now(),
    primary key (ranking_id, item_id, clicked_at)
);
create index impression_click_of_user on impression_click (user_id, item_id, clicked_at) where user_id is not null;
create index impression_click_of_anonymous on impression_click (anonymous_id, item_id, clicked_at)
    where anonymous_id is not null;
create index impression_click_stored_at on impression_click using brin (stored_at);

-- An item of a purchase that the storefront reported.
create table impression_purchase (
    transaction_id text        not null,
    item_id        text        not null,
    event_id       text        not null,
    ranking_id     uuid,
    user_id        text,
    anonymous_id   text,
    bought_at      timestamptz not null,
    amount         numeric,
    currency       text,
    stored_at      timestamptz not null default now(),
    primary key (transaction_id, item_id),
    check (amount is null or currency is not null)
);
create index impression_purchase_bought_at on impression_purchase (bought_at);
create index impression_purchase_stored_at on impression_purchase using brin (stored_at);
comment on column impression_purchase.event_id is 'of two reports of one purchase the earlier one counts, and of two at one time the lesser id';

-- The one place where a purchase is credited to what was shown: to the ranking that it names, if that showed the item; else
-- to the last click of the same visitor on the item within the 24 hours before. Worked out when read, so the order in which
-- things are heard does not matter.
create view credited_purchase as
select coalesce(named.ranking_id, clicked.ranking_id) as ranking_id,
       purchase.item_id, purchase.transaction_id, purchase.bought_at, purchase.amount, purchase.currency
from impression_purchase purchase
left join impression named
    on named.ranking_id = purchase.ranking_id and named.item_id = purchase.item_id and named.decided_at is not null
left join lateral (
    select each.ranking_id
    from (
        select click.ranking_id, click.clicked_at from impression_click click
        where click.user_id = purchase.user_id and click.item_id = purchase.item_id
          and click.clicked_at between purchase.bought_at - interval '24 hours' and purchase.bought_at
        union all
        select click.ranking_id, click.clicked_at from impression_click click
        where click.anonymous_id = purchase.anonymous_id and click.item_id = purchase.item_id
          and click.clicked_at between purchase.bought_at - interval '24 hours' and purchase.bought_at
    ) each
    where exists (
        select from impression
        where impression.ranking_id = each.ranking_id and impression.item_id = purchase.item_id
          and impression.decided_at is not null
    )
    order by each.clicked_at desc, each.ranking_id
    limit 1
) clicked on named.ranking_id is null
where coalesce(named.ranking_id, clicked.ranking_id) is not null
  and not exists (
      select from purchase_line line
      where line.transaction_id = purchase.transaction_id and line.item_id = purchase.item_id and line.denied
  );
comment on view credited_purchase is 'an order that was also reported without consent is credited to nothing';

-- Experiments: arms with a share of the persons and a policy each.
create table experiment (
    experiment_id   text        primary key,
    description     text,
    metric          text        not null,
    salt            text        not null,
    planned_persons bigint      not null,
    state           text        not null check (state in ('RUNNING', 'STOPPED', 'ROLLED_OUT')),
    started_at      timestamptz not null,
    ended_at        timestamptz,
    rolled_out_at   timestamptz,
    winner          text,
    check ((state = 'RUNNING') = (ended_at is null)),
    check ((state = 'ROLLED_OUT') = (winner is not null and rolled_out_at is not null))
);
comment on column experiment.salt is 'who is in which arm is a hash of it and the person: other experiments cut across';

create table experiment_arm (
    experiment_id text             not null references experiment,
    place         integer          not null,
    name          text             not null,
    share         double precision not null check (share > 0 and share < 1),
    strategy      text             not null,
    model         text,
    diversity     double precision not null check (diversity between 0 and 1),
    exploration   double precision not null check (exploration between 0 and 1),
    primary key (experiment_id, place),
    unique (experiment_id, name)
);
comment on column experiment_arm.place is 'the control is the first';

create table experiment_placement (
    experiment_id text    not null references experiment,
    placement     text    not null,
    running       boolean not null,
    primary key (experiment_id, placement)
);
create unique index experiment_running on experiment_placement (placement) where running;

-- Who started, stopped and rolled out, and why; only ever added to.
create table experiment_change (
    id            bigint      generated always as identity primary key,
    experiment_id text        not null references experiment,
    changed_at    timestamptz not null,
    changed_by    text        not null,
    action        text        not null,
    arm           text,
    reason        text
);
create index experiment_change_of on experiment_change (experiment_id, id);

-- What was done with items in a time, for exposure beside it.
create index interaction_occurred_at on interaction using brin (occurred_at);
