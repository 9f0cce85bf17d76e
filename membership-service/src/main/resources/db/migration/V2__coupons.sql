-- What a campaign gives to whom and how much of it. The counters of what is charged stand beside the bounds, so that the
-- database itself refuses to overspend, whatever is written.
create table campaign (
    campaign_id     text collate "C" primary key,
    name            text        not null,
    audience        text        not null,
    currency        text        not null,
    percent         integer     check (percent between 1 and 100),
    most            numeric(24, 4) check (most > 0),
    amount          numeric(24, 4) check (amount > 0),
    least_order     numeric(24, 4) check (least_order > 0),
    budget          numeric(24, 4) check (budget > 0),
    redemptions     bigint      check (redemptions > 0),
    per_person      integer     not null check (per_person between 1 and 100),
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    hold_out        numeric(9, 8) not null check (hold_out between 0 and 0.9),
    arm_key         uuid        not null,
    created_at      timestamptz not null,
    ended_at        timestamptz,
    ended_by        text,
    version         bigint      not null,
    spent           numeric(24, 4) not null default 0 check (spent >= 0),
    uses            bigint      not null default 0 check (uses >= 0),
    constraint campaign_gives_one_discount check (
        percent is not null and most is not null and amount is null
        or percent is null and most is null and amount is not null),
    constraint campaign_is_bounded check (budget is not null or redemptions is not null),
    constraint campaign_lasts check (starts_at < ends_at),
    constraint campaign_not_overspent check (budget is null or spent <= budget),
    constraint campaign_not_overused check (redemptions is null or uses <= redemptions)
);
create index campaign_by_end on campaign (ends_at) where ended_at is null;

-- Who is in a campaign and in which arm, once and for ever.
create table campaign_arm (
    campaign_id text collate "C" not null references campaign,
    user_id     text collate "C" not null,
    arm         text        not null check (arm in ('HELD_OUT', 'COUPON')),
    put_at      timestamptz not null,
    primary key (campaign_id, user_id)
);
create index campaign_arm_user on campaign_arm (user_id);

-- Whom a campaign is for is read by tier, page by page.
create index member_tier_user on member (tier, user_id);

create table coupon (
    coupon_id   uuid        primary key,
    campaign_id text collate "C" not null,
    user_id     text collate "C" not null,
    code        text collate "C" not null check (length(code) = 16),
    per_person  integer     not null check (per_person between 1 and 100),
    reserved    integer     not null default 0 check (reserved >= 0),
    redeemed    integer     not null default 0 check (redeemed >= 0),
    issued_at   timestamptz not null,
    constraint coupon_code unique (code),
    constraint coupon_once_a_person unique (campaign_id, user_id),
    constraint coupon_of_an_arm foreign key (campaign_id, user_id) references campaign_arm,
    constraint coupon_not_overused check (reserved + redeemed <= per_person)
);
create index coupon_user on coupon (user_id);

-- Every use of a coupon. RESERVED and REDEEMED are charged to coupon and campaign, the others are not.
create table coupon_redemption (
    redemption_id uuid        primary key,
    coupon_id     uuid        not null references coupon,
    campaign_id   text collate "C" not null references campaign,
    state         text        not null
        check (state in ('RESERVED', 'REDEEMED', 'RELEASED', 'EXPIRED', 'RETURNED', 'REFUSED')),
    reason        text,
    reference     text collate "C",
    order_id      text collate "C",
    order_total   numeric(38, 18) not null check (order_total >= 0),
    currency      text        not null,
    discount      numeric(24, 4) not null check (discount >= 0),
    created_at    timestamptz not null,
    expires_at    timestamptz,
    closed_at     timestamptz,
    constraint redemption_charges check (discount > 0 or state = 'REFUSED'),
    constraint redemption_expires check (expires_at is not null or state <> 'RESERVED'),
    constraint redemption_has_its_order check (order_id is not null or state not in ('REDEEMED', 'RETURNED', 'REFUSED')),
    constraint redemption_says_why check ((state = 'REFUSED') = (reason is not null))
);
create unique index redemption_once_an_order on coupon_redemption (coupon_id, order_id) where order_id is not null;
create unique index redemption_once_a_reference on coupon_redemption (coupon_id, reference)
    where reference is not null and state = 'RESERVED';
create index redemption_coupon on coupon_redemption (coupon_id) where state in ('RESERVED', 'REDEEMED');
create index redemption_order on coupon_redemption (order_id) where state = 'REDEEMED';
create index redemption_due on coupon_redemption (expires_at) where state = 'RESERVED';
create index redemption_campaign on coupon_redemption (campaign_id, state);

-- Times at which the clock has asked for a run, so that one comes of all replicas.
create table coupon_issue_time (
    planned timestamptz primary key
);
