-- Operators are told how many items are listed below what they cost.
create index item_listed_below_cost on item (item_id)
    where active and list_price < cost and list_currency = cost_currency;
