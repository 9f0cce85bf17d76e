package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.recommendation.jdbc.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The tables of impressions, clicks and purchases. Each row is told apart by what it says, so that it does not matter how
 * often or in which order it is told.
 */
@Repository
public class ImpressionLog {

    /** Rows in the order of their keys in all three, so that two writers wait for each other and never in a circle. */
    private static final String SHOW = """
            insert into impression (ranking_id, item_id, position, shown_at)
            select distinct on (ranking_id, item_id) *
            from unnest(?::uuid[], ?::text[], ?::int[], ?::timestamptz[]) as row(ranking_id, item_id, position, shown_at)
            order by ranking_id, item_id, shown_at, position
            on conflict (ranking_id, item_id) do update set position = excluded.position, shown_at = excluded.shown_at
            where (excluded.shown_at, excluded.position) < (impression.shown_at, impression.position)
            """;

    private static final String CLICK = """
            insert into impression_click (ranking_id, item_id, clicked_at, user_id, anonymous_id)
            select distinct on (ranking_id, item_id, clicked_at) *
            from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                as row(ranking_id, item_id, clicked_at, user_id, anonymous_id)
            order by ranking_id, item_id, clicked_at
            on conflict do nothing
            """;

    private static final String BUY = """
            insert into impression_purchase (transaction_id, item_id, event_id, ranking_id, user_id, anonymous_id, bought_at,
                                             amount, currency)
            select distinct on (transaction_id, item_id) *
            from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::numeric[],
                        ?::text[])
                as row(transaction_id, item_id, event_id, ranking_id, user_id, anonymous_id, bought_at, amount, currency)
            order by transaction_id, item_id, bought_at, event_id
            on conflict (transaction_id, item_id) do update set
                event_id = excluded.event_id, ranking_id = excluded.ranking_id, user_id = excluded.user_id,
                anonymous_id = excluded.anonymous_id, bought_at = excluded.bought_at, amount = excluded.amount,
                currency = excluded.currency
            where (excluded.bought_at, excluded.event_id) < (impression_purchase.bought_at, impression_purchase.event_id)
            """;

    private static final String DECIDE = """
            with waiting as (
                select ranking_id, item_id from impression
                where decided_at is null and stored_at > now() - make_interval(secs => ?)
                  and exists (select from decision where decision.id = impression.ranking_id
                              and decision.kind = 'recommendation' and jsonb_typeof(decision.decided) = 'array'
                              and decision.decided @> jsonb_build_array(jsonb_build_object('item_id', impression.item_id)))
                order by ranking_id, item_id
                limit ?
                for update skip locked
            )
            update impression set
                decided_at = decision.decided_at,
                placement = decision.asked ->> 'placement',
                model = decision.model,
                model_version = decision.model_version,
                experiment_id = decision.asked ->> 'experiment_id',
                arm = decision.asked ->> 'arm',
                unit_id = decision.subject,
                propensity = coalesce((entry.item ->> 'propensity')::double precision, 1)
            from waiting
            join decision on decision.id = waiting.ranking_id
            cross join lateral (
                select each.item from jsonb_array_elements(decision.decided) with ordinality as each(item, rank)
                where each.item ->> 'item_id' = waiting.item_id
                order by each.rank limit 1
            ) entry
            where impression.ranking_id = waiting.ranking_id and impression.item_id = waiting.item_id
            """;

    private static final String OUTCOMES = """
            select impression.ranking_id, impression.item_id, position, shown_at, placement, model, model_version,
                   experiment_id, arm, unit_id, propensity,
                   exists (select from impression_click click where click.ranking_id = impression.ranking_id
                           and click.item_id = impression.item_id),
                   coalesce(bought.times, 0), bought.amount, bought.currency
            from impression
            left join (
                select ranking_id, item_id, count(*) as times,
                       case when count(distinct currency) = 1 then sum(amount) end as amount, min(currency) as currency
                from credited_purchase
                where bought_at >= ?
                group by ranking_id, item_id
            ) bought on bought.ranking_id = impression.ranking_id and bought.item_id = impression.item_id
            where decided_at is not null and shown_at >= ? and shown_at < ?
            order by shown_at, impression.ranking_id, position, impression.item_id
            """;

    private final JdbcTemplate jdbc;

    ImpressionLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void show(List<Shown> rows) {
        if (!rows.isEmpty()) {
            jdbc.update(Columns.of(SHOW, rows)
                    .column("uuid", Shown::rankingId)
                    .column("text", Shown::itemId)
                    .column("int4", Shown::position)
                    .column("timestamptz", Shown::shownAt)
                    .statement());
        }
    }

    void click(List<Clicked> rows) {
        if (!rows.isEmpty()) {
            jdbc.update(Columns.of(CLICK, rows)
                    .column("uuid", Clicked::rankingId)
                    .column("text", Clicked::itemId)
                    .column("timestamptz", Clicked::clickedAt)
                    .column("text", Clicked::userId)
                    .column("text", Clicked::anonymousId)
                    .statement());
        }
    }

    void buy(List<Bought> rows) {
        if (!rows.isEmpty()) {
            jdbc.update(Columns.of(BUY, rows)
                    .column("text", Bought::transactionId)
                    .column("text", Bought::itemId)
                    .column("text", Bought::eventId)
                    .column("uuid", Bought::rankingId)
                    .column("text", Bought::userId)
                    .column("text", Bought::anonymousId)
                    .column("timestamptz", Bought::boughtAt)
                    .column("numeric", Bought::amount)
                    .column("text", Bought::currency)
                    .statement());
        }
    }

    /**
     * Finds the decisions of impressions that have none, since answers are logged a moment after they are given.
     *
     * @param lately only of impressions stored within this time
     * @return how many were found, at most {@code limit}
     */
    int decide(Duration lately, int limit) {
        return jdbc.update(DECIDE, (double) lately.toSeconds(), limit);
    }

    /** Forgets impressions of rankings that nobody has decided, or that did not have the item; at most {@code limit}. */
    int forgetUndecided(Duration age, int limit) {
        return jdbc.update(
                "delete from impression where ctid = any (array(select ctid from impression where decided_at is null"
                        + " and stored_at < now() - make_interval(secs => ?) limit ?))",
                (double) age.toSeconds(),
                limit);
    }

    /**
     * What became of everything shown in a time, in the order in which it was shown. Rows are passed on as they are read, so
     * that memory does not matter; call it in a transaction for that.
     *
     * @param from included
     * @param to excluded
     */
    public void outcomes(Instant from, Instant to, Consumer<Outcome> reader) {
        OffsetDateTime first = from.atOffset(ZoneOffset.UTC);
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(OUTCOMES);
                    statement.setFetchSize(1000);
                    statement.setObject(1, first);
                    statement.setObject(2, first);
                    statement.setObject(3, to.atOffset(ZoneOffset.UTC));
                    return statement;
                },
                row -> {
                    reader.accept(outcome(row));
                });
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal(14);
        return new Outcome(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getDouble(11),
                row.getBoolean(12),
                row.getLong(13),
                amount == null ? null : new Money(amount, row.getString(15)));
    }
}
