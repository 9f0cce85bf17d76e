package dev.shopkeeper.recommendation.training;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.learning.DataSet;
import dev.shopkeeper.learning.Hashes;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.recommendation.history.Attributes;
import dev.shopkeeper.recommendation.interaction.Kind;
import dev.shopkeeper.recommendation.journey.Journeys;
import dev.shopkeeper.recommendation.journey.Journeys.Journey;
import dev.shopkeeper.recommendation.ranking.RankingSettings;
import dev.shopkeeper.recommendation.similarity.ItemContent;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Reads what every visitor met of the catalogue, in the order of time, and what the items are. An item met several times in a row counts
 * once, with the strongest of what was done; of a visitor with very many events the latest are read. Left out are purchases
 * that were undone, and what was done without consent.
 */
@Repository
class JourneyStore {

    private static final int FETCH = 5000;
    private static final int LEAST_JOURNEYS = 20;

    /** Words of more items than this, and than a twentieth of all, say little of any. */
    private static final int COMMON = 20;

    private static final TypeReference<Map<String, String>> TITLES = new TypeReference<>() {};
    private static final String EVENTS = """
            with undone as materialized (
                select context, item_id from interaction where kind = 4 and context is not null
                group by context, item_id having sum(times) <= 0)
            select coalesce('u' || user_id, 'a' || anonymous_id) as visitor, item_id, kind,
                   extract(epoch from occurred_at)::bigint
            from interaction join item using (item_id)
            where times > 0 and context is not null and coalesce(user_id, anonymous_id) is not null
              and (kind <> 4 or (context, item_id) not in (select context, item_id from undone))
            order by coalesce('u' || user_id, 'a' || anonymous_id) collate "C", occurred_at, id
            """;
    private static final String ITEMS =
            "select item_id, titles, brand, categories, list_price, list_price_currency from item order by item_id collate \"C\"";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final RankingSettings settings;

    JourneyStore(JdbcTemplate jdbc, PlatformTransactionManager transactions, RankingSettings settings) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
        this.settings = settings;
    }

    /**
     * @param most events of one visitor, the latest
     * @throws InsufficientDataException if there are not even twenty visitors with two items
     */
    DataSet<Journeys> load(int most) {
        Reading reading = new Reading(most);
        transactions.executeWithoutResult(status -> {
            jdbc.query(EVENTS, reading::event);
            reading.end();
            jdbc.query(ITEMS, reading::item);
        });
        long usable = reading.journeys.stream()
                .filter(journey -> journey.items().length >= 2)
                .count();
        if (usable < LEAST_JOURNEYS) {
            throw new InsufficientDataException("There are " + reading.journeys.size() + " visitors, and only " + usable
                    + " who met two items; at least " + LEAST_JOURNEYS
                    + " are needed. Maybe import a history first?");
        }
        return reading.dataSet();
    }

    private final class Reading {
        private final int most;
        private final TreeMap<String, Integer> numbers = new TreeMap<>();
        private final List<Journey> journeys = new ArrayList<>();
        private final Map<String, List<String>> attributes = new HashMap<>();
        private final IntArrayList items = new IntArrayList();
        private final LongArrayList times = new LongArrayList();
        private final FloatArrayList strengths = new FloatArrayList();
        private @Nullable String visitor;

        Reading(int most) {
            this.most = most;
        }

        void event(ResultSet row) throws SQLException {
            String whose = row.getString(1);
            if (!whose.equals(visitor)) {
                end();
                visitor = whose;
            }
            int item = numbers.computeIfAbsent(row.getString(2), id -> numbers.size());
            float strength = (float) settings.evidenceOf(Kind.ofCode(row.getInt(3)));
            int last = items.size() - 1;
            if (last >= 0 && items.getInt(last) == item) {
                strengths.set(last, Math.max(strengths.getFloat(last), strength));
                return;
            }
            items.add(item);
            times.add(row.getLong(4));
            strengths.add(strength);
        }

        void end() {
            int from = Math.max(0, items.size() - most);
            if (!items.isEmpty()) {
                journeys.add(new Journey(
                        Arrays.copyOfRange(items.toIntArray(), from, items.size()),
                        Arrays.copyOfRange(times.toLongArray(), from, times.size()),
                        Arrays.copyOfRange(strengths.toFloatArray(), from, strengths.size())));
            }
            items.clear();
            times.clear();
            strengths.clear();
        }

        void item(ResultSet row) throws SQLException {
            String id = row.getString(1);
            if (!numbers.containsKey(id)) {
                return;
            }
            attributes.put(
                    id,
                    new ItemContent(
                                    id,
                                    EventJson.mapper().readValue(row.getString(2), TITLES),
                                    Arrays.asList((String[]) row.getArray(4).getArray()),
                                    row.getString(3),
                                    row.getBigDecimal(5),
                                    row.getString(6))
                            .terms());
        }

        /** Terms that tell something: of at least two items, and words of at most a twentieth, numbered by their text. */
        private Map<String, Integer> names() {
            TreeMap<String, Integer> counts = new TreeMap<>();
            attributes.values().forEach(terms -> terms.forEach(term -> counts.merge(term, 1, Integer::sum)));
            int common = Math.max(COMMON, attributes.size() / 20);
            Map<String, Integer> names = new LinkedHashMap<>();
            counts.forEach((term, count) -> {
                if (count > 1 && (count <= common || !term.startsWith("word:"))) {
                    names.put(term, names.size());
                }
            });
            return names;
        }

        DataSet<Journeys> dataSet() {
            String[] ids = new String[numbers.size()];
            numbers.forEach((id, number) -> ids[number] = id);
            Map<String, Integer> names = names();
            int[][] ofItem = new int[ids.length][];
            Hashes hash = new Hashes();
            for (int item = 0; item < ids.length; item++) {
                hash.add(ids[item]);
                List<String> own = attributes.getOrDefault(ids[item], List.of()).stream()
                        .filter(names::containsKey)
                        .toList();
                own.forEach(hash::add);
                ofItem[item] =
                        own.stream().map(names::get).mapToInt(Integer::intValue).toArray();
            }
            long from = Long.MAX_VALUE;
            long to = Long.MIN_VALUE;
            long rows = 0;
            for (Journey journey : journeys) {
                for (int event = 0; event < journey.items().length; event++) {
                    hash.add(journey.items()[event]).add(journey.epochSeconds()[event]);
                    hash.add(Float.floatToIntBits(journey.strengths()[event]));
                }
                from = Math.min(from, journey.epochSeconds()[0]);
                to = Math.max(to, journey.epochSeconds()[journey.epochSeconds().length - 1]);
                rows += journey.items().length;
            }
            return new DataSet<>(
                    new Journeys(
                            List.of(ids),
                            journeys,
                            Attributes.of(ofItem, names.size()).named(List.copyOf(names.keySet()))),
                    Instant.ofEpochSecond(from),
                    Instant.ofEpochSecond(to),
                    rows,
                    hash.hex());
        }
    }
}
