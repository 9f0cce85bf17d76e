-- What an order was worth on average when tiers were last given; somebody who bought nothing yet is told what would change that.
alter table tier_model_in_use add column order_worth double precision;

-- The platform keeps until when planned tasks are done.
drop table coupon_issue_time;
