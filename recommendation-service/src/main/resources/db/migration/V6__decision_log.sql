-- Answers given are remembered in the log of decisions that every service has.
insert into decision (id, kind, subject, decided_at, model, model_version, degraded, asked, decided)
select ranking_id, 'recommendation', coalesce(user_id, anonymous_id), decided_at, model, model_version, degraded,
       jsonb_strip_nulls(jsonb_build_object('user_id', user_id, 'anonymous_id', anonymous_id, 'placement', placement,
                                            'context_item_id', context_item_id)),
       (select coalesce(jsonb_agg(jsonb_build_object('item_id', item_id, 'score', score) order by place), '[]')
        from unnest(item_ids, scores) with ordinality as shown(item_id, score, place))
from ranking
on conflict do nothing;
drop table ranking;
