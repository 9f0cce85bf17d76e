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
