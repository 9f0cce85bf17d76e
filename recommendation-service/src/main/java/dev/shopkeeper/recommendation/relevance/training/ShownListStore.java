package dev.shopkeeper.recommendation.relevance.training;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.recommendation.relevance.CandidateFeatures;
import dev.shopkeeper.recommendation.relevance.Feature;
import dev.shopkeeper.recommendation.relevance.ShownList;
import dev.shopkeeper.recommendation.relevance.ShownList.Outcome;
import dev.shopkeeper.recommendation.relevance.ShownLists;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Reads the latest impressions of rankings of which something was clicked or bought, each with the features that were logged
 * with the decision. An item without features, or with those of another version, is left out of its list.
 */
@Repository
class ShownListStore {

    private static final int FETCH = 2000;

    /** The ids of rankings rise with time, so the greatest are the latest. */
    private static final String QUERY = """
            with bought as materialized (
                select distinct ranking_id, item_id from credited_purchase where bought_at >= :from),
            wanted as materialized (
                select ranking_id from (
                    select ranking_id from impression_click where clicked_at >= :from
                    union
                    select ranking_id from bought) each
                where exists (select from impression where impression.ranking_id = each.ranking_id
                              and decided_at is not null and shown_at >= :from and shown_at < :to)
                order by ranking_id desc limit :most)
            select impression.ranking_id::text, floor(extract(epoch from shown_at))::bigint, position, propensity,
                   exists (select from impression_click click where click.ranking_id = impression.ranking_id
                           and click.item_id = impression.item_id),
                   bought.item_id is not null, entry.features::text
            from wanted
            join impression using (ranking_id)
            join decision on decision.id = impression.ranking_id and decision.kind = 'recommendation'
                          and jsonb_typeof(decision.decided) = 'array'
            cross join lateral (
                select each.item -> 'features' as features
                from jsonb_array_elements(decision.decided) with ordinality as each(item, rank)
                where each.item ->> 'item_id' = impression.item_id
                order by each.rank limit 1) entry
            left join bought on bought.ranking_id = impression.ranking_id and bought.item_id = impression.item_id
            where impression.decided_at is not null and shown_at >= :from and shown_at < :to
              and jsonb_typeof(entry.features) = 'array'
            order by impression.ranking_id, position, impression.item_id
            """;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ShownListStore(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        JdbcTemplate own =
                new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        own.setFetchSize(FETCH);
        this.jdbc = new NamedParameterJdbcTemplate(own);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
        this.clock = clock;
    }

    /**
     * What was shown.
     *
     * @param window how far back
     * @param settling what was shown within it is left out, since it may still be clicked and bought
     * @param most rankings, the latest
     * @throws InsufficientDataException if nothing at all can be learned of it
     */
    DataSet<ShownLists> load(Duration window, Duration settling, int most) {
        Instant now = clock.instant();
        Reading reading = new Reading();
        transactions.executeWithoutResult(status -> {
            jdbc.query(
                    QUERY,
                    Map.of(
                            "from", now.minus(window).atOffset(ZoneOffset.UTC),
                            "to", now.minus(settling).atOffset(ZoneOffset.UTC),
                            "most", most),
                    reading::row);
            reading.end();
        });
        ShownLists lists = new ShownLists(reading.lists);
        if (lists.all().isEmpty()) {
            throw new InsufficientDataException("No ranking of the last " + window.toDays()
                    + " days has both a click and the features of its items. Maybe the shop sends no impressions and clicks,"
                    + " or no blend has answered yet?");
        }
        return new DataSet<>(
                lists,
                Instant.ofEpochSecond(lists.all().getFirst().epochSecond()),
                Instant.ofEpochSecond(lists.all().getLast().epochSecond()),
                lists.rows(),
                hash(lists));
    }

    private static String hash(ShownLists lists) {
        Hashes hash = new Hashes();
        for (ShownList list : lists.all()) {
            hash.add(list.rankingId()).add(list.epochSecond()).add(list.items().size());
            for (ShownList.Item item : list.items()) {
                hash.add(item.position()).add(item.outcome().ordinal()).add(Double.doubleToLongBits(item.propensity()));
                for (Feature feature : Feature.values()) {
                    hash.add(Float.floatToIntBits(item.features().of(feature)));
                }
            }
        }
        return hash.hex();
    }

    /** Puts rows together to lists. */
    private static final class Reading {
        private final List<ShownList> lists = new ArrayList<>();
        private final List<ShownList.Item> items = new ArrayList<>();
        private @Nullable String ranking;
        private long shown;

        void row(ResultSet row) throws SQLException {
            String id = row.getString(1);
            if (!id.equals(ranking)) {
                end();
                ranking = id;
                shown = Long.MAX_VALUE;
            }
            shown = Math.min(shown, row.getLong(2));
            Outcome outcome =
                    row.getBoolean(6) ? Outcome.BOUGHT : row.getBoolean(5) ? Outcome.CLICKED : Outcome.NOTHING;
            int position = row.getInt(3);
            double propensity = row.getDouble(4);
            features(row.getString(7))
                    .filter(features -> propensity > 0 && propensity <= 1)
                    .ifPresent(features -> items.add(new ShownList.Item(features, position, outcome, propensity)));
        }

        void end() {
            if (ranking != null && !items.isEmpty()) {
                lists.add(new ShownList(ranking, shown, items));
            }
            items.clear();
        }

        private static Optional<CandidateFeatures> features(String json) {
            JsonNode array = EventJson.mapper().readTree(json);
            List<@Nullable Float> values = new ArrayList<>(array.size());
            for (JsonNode value : array) {
                if (!value.isNumber() && !value.isNull()) {
                    return Optional.empty();
                }
                // From the text, so that it is rounded once, as when it was written.
                values.add(value.isNull() ? null : Float.valueOf(value.asString()));
            }
            return CandidateFeatures.ofLogged(values);
        }
    }
}
