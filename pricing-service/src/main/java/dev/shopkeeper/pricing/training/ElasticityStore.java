package dev.shopkeeper.pricing.training;

import dev.shopkeeper.pricing.elasticity.ItemWeeks;
import dev.shopkeeper.pricing.history.ItemDays;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what happened to items, day by day, and cuts it into weeks. Amounts in other currencies than the list price's are left out. */
@Repository
class ElasticityStore {

    private static final int FETCH = 5000;
    private static final long SECONDS_A_DAY = 86_400;
    private static final String NO_CATEGORY = "";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ElasticityStore(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** All items, over the latest weeks at most. */
    SalesPanel load(int mostWeeks) {
        return Objects.requireNonNull(transactions.execute(status -> {
            long until = until();
            Collection<ItemDays> items = items(until - 7L * (mostWeeks + 2)).values();
            long first = items.stream().mapToLong(ItemDays::firstDay).min().orElse(until);
            int weeks = (int) Math.clamp(Math.floorDiv(until - Math.min(first, until), 7), 0, mostWeeks);
            List<ItemWeeks> cut = items.stream()
                    .map(item -> item.weeks(until, weeks))
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            return new SalesPanel(cut, until);
        }));
    }

    /** The day after the latest of which an order is known, at most today: while no news arrive, nothing is not what sells. */
    private long until() {
        long today = Math.floorDiv(clock.instant().getEpochSecond(), SECONDS_A_DAY);
        Long latest = jdbc.queryForObject(
                "select max(day) - date '1970-01-01' from item_demand where units_ordered > 0", Long.class);
        return latest == null ? today : Math.min(today, latest + 1);
    }

    private Map<String, ItemDays> items(long from) {
        Map<String, ItemDays> items = new TreeMap<>();
        jdbc.query(
                "select item_id, categories[array_upper(categories, 1)], brand, list_price from item"
                        + " where list_price > 0",
                row -> {
                    String id = row.getString(1);
                    String category = row.getString(2);
                    items.put(
                            id,
                            new ItemDays(
                                    id, category == null ? NO_CATEGORY : category, row.getString(3), row.getDouble(4)));
                });
        each(items, """
                select item_id, day - date '1970-01-01', sum(units_ordered - units_cancelled),
                       sum(worth_ordered) filter (where currency = list_currency)
                       / nullif(sum(units_ordered) filter (where currency = list_currency), 0)
                from item_demand join item using (item_id) where day >= ?::date
                group by item_id, day""", from, (item, row) -> {
            double price = row.getDouble(4);
            item.addOrdered(row.getLong(2), row.getDouble(3), row.wasNull() ? Double.NaN : price);
        });
        each(items, """
                select item_id, day - date '1970-01-01', price_sum / shown
                from item_seen_price join item using (item_id)
                where currency = list_currency and shown > 0 and day >= ?::date""", from, (item, row) -> item.addSeen(row.getLong(2), row.getDouble(3)));
        each(items, """
                select item_id, floor(extract(epoch from effective_from) / 86400)::bigint, price
                from price_ledger join item using (item_id)
                where currency = list_currency and effective_from >= ?::date order by effective_from""", 0, (item, row) -> item.addLedger(row.getLong(2), row.getDouble(3)));
        each(items, """
                select item_id, floor(extract(epoch from hour) / 86400)::bigint, sum(views)
                from item_heat where hour >= ?::date group by 1, 2""", from, (item, row) -> item.addViews(row.getLong(2), row.getDouble(3)));
        each(items, """
                select item_id, floor(extract(epoch from observed_at) / 86400)::bigint, price
                from competitor_observation join item using (item_id)
                where currency = list_currency and in_stock is distinct from false and observed_at >= ?::date""", from, (item, row) -> item.addCompetitor(row.getLong(2), row.getDouble(3)));
        each(items, """
                select item_id, location_id, extract(epoch from since)::float8, available
                from item_availability where since >= ?::date order by item_id, location_id, since""", 0, (item, row) -> item.addAvailability(row.getString(2), row.getDouble(3), row.getBoolean(4)));
        return items;
    }

    private interface Reader {
        void read(ItemDays item, java.sql.ResultSet row) throws java.sql.SQLException;
    }

    private void each(Map<String, ItemDays> items, String query, long from, Reader reader) {
        Map<String, ItemDays> known = new HashMap<>(items);
        RowCallbackHandler handler = row -> {
            ItemDays item = known.get(row.getString(1));
            if (item != null) {
                reader.read(item, row);
            }
        };
        jdbc.query(query, handler, java.time.LocalDate.ofEpochDay(from).toString());
    }
}
