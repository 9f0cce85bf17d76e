package dev.shopkeeper.recommendation.experiment;

import dev.shopkeeper.recommendation.experiment.allocation.Variant;
import dev.shopkeeper.recommendation.experiment.statistics.ArmTally;
import dev.shopkeeper.recommendation.experiment.statistics.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what the persons of an experiment saw and did. A person counts once they have been observed for the whole time of
 * observation, with what they saw and did in it. Persons seen in two arms, which no allocation brings about, do not count.
 */
@Repository
class ExperimentFigures {

    private static final String SHOWN = """
            with shown as (
                select unit_id, arm, ranking_id, item_id, shown_at from impression
                where experiment_id = :id and unit_id is not null and arm is not null and decided_at is not null
                  and shown_at >= :from and shown_at < :until
            ), person as (
                select unit_id, min(arm) as arm, min(shown_at) as first,
                       min(shown_at) + make_interval(secs => :observed) as last
                from shown group by unit_id
                having count(distinct arm) = 1
            )
            """;

    private static final String CURRENCY = """
            select purchase.currency, count(*) as times
            from credited_purchase purchase
            join impression using (ranking_id, item_id)
            where impression.experiment_id = :id and purchase.bought_at >= :from and purchase.currency is not null
            group by purchase.currency
            order by times desc, purchase.currency
            limit 1
            """;

    /**
     * Persons of whom the same is to be told are counted together, which is few rows however many persons there are. What was shown is
     * read once, and what is joined to it is gathered first: PostgreSQL knows nothing of how many rows a step will have, and would go
     * through the purchases again for each impression.
     */
    private static final String PERSONS = """
            with shown as (
                select unit_id, ranking_id, item_id, shown_at, min(arm) over unit as arm, max(arm) over unit as other,
                       min(shown_at) over unit + make_interval(secs => :observed) as last
                from impression
                where experiment_id = :id and unit_id is not null and arm is not null and decided_at is not null
                  and shown_at >= :from and shown_at < :until
                window unit as (partition by unit_id)
            ), observed as materialized (
                select unit_id, arm, ranking_id, item_id, last from shown
                where arm = other and shown_at < last and last <= :until
            ), clicked as (
                select distinct observed.ranking_id, observed.item_id
                from observed join impression_click click using (ranking_id, item_id)
                where click.clicked_at < observed.last
            ), bought as materialized (
                select ranking_id, item_id, bought_at, amount, currency from credited_purchase where bought_at >= :from
            ), sold as (
                select observed.ranking_id, observed.item_id, count(*) as conversions,
                       coalesce(sum(bought.amount) filter (where bought.currency = :currency), 0) as revenue
                from observed join bought using (ranking_id, item_id)
                where bought.bought_at < observed.last
                group by observed.ranking_id, observed.item_id
            ), told as (
                select unit_id, arm, count(*) as impressions, count(clicked.item_id) as clicks,
                       coalesce(sum(conversions), 0)::bigint as conversions,
                       coalesce(sum(revenue), 0)::double precision as revenue
                from observed left join clicked using (ranking_id, item_id) left join sold using (ranking_id, item_id)
                group by unit_id, arm
            )
            select arm, impressions, clicks, conversions, revenue, count(*)
            from told group by arm, impressions, clicks, conversions, revenue
            """;

    private static final String WAITING = SHOWN + "select count(*) from person where last > :until";

    private final JdbcClient jdbc;

    ExperimentFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Figures by arm.
     *
     * @param currency of revenue: the one of most purchases; null where there are none
     * @param waiting persons whose observation is not over
     */
    record Read(List<ArmTally> arms, @Nullable String currency, long waiting) {}

    Read read(Experiment experiment, Duration observation, Instant now) {
        Instant ended = experiment.endedAt();
        Map<String, Object> parameters = Map.of(
                "id", experiment.id(),
                "from", experiment.startedAt().atOffset(ZoneOffset.UTC),
                "until", (ended == null || ended.isAfter(now) ? now : ended).atOffset(ZoneOffset.UTC),
                "observed", (double) observation.toSeconds());
        Optional<String> currency = jdbc.sql(CURRENCY)
                .params(parameters)
                .query((row, number) -> row.getString(1))
                .optional();
        Map<String, ArmTally> arms = new LinkedHashMap<>();
        for (Variant variant : experiment.allocation().variants()) {
            arms.put(variant.name(), new ArmTally(variant.name(), variant.share()));
        }
        jdbc.sql(PERSONS)
                .params(parameters)
                .param("currency", currency.orElse(""))
                .query(row -> {
                    ArmTally arm = arms.get(row.getString(1));
                    if (arm != null) {
                        arm.add(
                                new Person(row.getLong(2), row.getLong(3), row.getLong(4), row.getDouble(5)),
                                row.getLong(6));
                    }
                });
        long waiting = jdbc.sql(WAITING).params(parameters).query(Long.class).single();
        return new Read(List.copyOf(arms.values()), currency.orElse(null), waiting);
    }
}
