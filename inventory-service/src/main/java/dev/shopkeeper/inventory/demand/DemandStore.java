package dev.shopkeeper.inventory.demand;

import dev.shopkeeper.inventory.forecast.history.DemandData;
import dev.shopkeeper.inventory.forecast.history.ItemHistory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the demand of all items, or of one, from orders and ledger. */
@Repository
public class DemandStore {

    private static final int FETCH = 5000;
    private static final double SECONDS_A_DAY = 86_400;
    private static final String OF = " and (?::text is null or item_id = ?)";
    private static final String ORDERED = """
            select item_id, day - date '1970-01-01', sum(units_ordered - units_cancelled), sum(units_returned)
            from ordered_unit where day is not null %s group by item_id, day""".formatted(OF);
    private static final String SOLD = """
            select item_id, location_id, floor(extract(epoch from occurred_at) / 86400)::bigint as day,
                   sum(quantity) filter (where reason = 'sold')
            from stock_movement where true %s group by item_id, location_id, day""".formatted(OF);
    /** By the sum of the changes in the order in which they happened, which is not always that in which they were told. */
    private static final String EMPTY = """
            select item_id, location_id, extract(epoch from occurred_at)::float8, extract(epoch from ended_at)::float8
            from (
                select item_id, location_id, occurred_at, sequence,
                       lead(occurred_at) over place as ended_at,
                       sum(on_hand_change - reserved_change) over place as available
                from stock_movement where true %s
                window place as (partition by item_id, location_id order by occurred_at, sequence)) as level
            where available <= 0""".formatted(OF);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public DemandStore(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "The template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** All items that were ever ordered or moved, as they are known now. */
    public DemandData all() {
        return read(null);
    }

    /** One item; no items where it was never ordered or moved. Known until as all others are. */
    public DemandData of(String itemId) {
        return read(itemId);
    }

    private DemandData read(@Nullable String itemId) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Map<String, ItemHistory> items = new TreeMap<>();
            long until = until();
            jdbc.query(
                    ORDERED,
                    row -> {
                        ItemHistory item = items.computeIfAbsent(row.getString(1), ItemHistory::new);
                        item.addOrdered(row.getLong(2), row.getLong(3));
                        item.addReturned(row.getLong(2), row.getLong(4));
                    },
                    itemId,
                    itemId);
            jdbc.query(
                    SOLD,
                    row -> {
                        ItemHistory item = items.computeIfAbsent(row.getString(1), ItemHistory::new);
                        item.addKnown(row.getString(2), row.getLong(3));
                        if (row.getLong(4) != 0) {
                            item.addSold(row.getString(2), row.getLong(3), row.getLong(4));
                        }
                    },
                    itemId,
                    itemId);
            jdbc.query(
                    EMPTY,
                    row -> {
                        double end = row.getDouble(4);
                        addStockOut(
                                items.computeIfAbsent(row.getString(1), ItemHistory::new),
                                row.getString(2),
                                row.getDouble(3),
                                row.wasNull() ? until * SECONDS_A_DAY : end,
                                until);
                    },
                    itemId,
                    itemId);
            return new DemandData(List.copyOf(items.values()), until);
        }));
    }

    /**
     * The day after the latest of which anything was ordered or sold, at most today: while no news arrive, the shop is not
     * taken to sell nothing.
     */
    private long until() {
        long today = Math.floorDiv(clock.instant().getEpochSecond(), (long) SECONDS_A_DAY);
        Long latest = jdbc.queryForObject("""
                select greatest(
                    (select max(day) - date '1970-01-01' from ordered_unit),
                    (select floor(extract(epoch from max(occurred_at)) / 86400)::bigint from stock_movement
                     where reason = 'sold'))""", Long.class);
        return latest == null ? today : Math.min(today, latest + 1);
    }

    private static void addStockOut(ItemHistory item, String locationId, double from, double end, long until) {
        double stop = Math.min(end, until * SECONDS_A_DAY);
        for (double at = from; at < stop; ) {
            double day = Math.floor(at / SECONDS_A_DAY);
            double next = Math.min(stop, (day + 1) * SECONDS_A_DAY);
            item.addStockOut(locationId, (long) day, (next - at) / SECONDS_A_DAY);
            at = next;
        }
    }

    /** The beginning of a day. */
    public static Instant startOf(long day) {
        return Instant.ofEpochSecond(day * (long) SECONDS_A_DAY);
    }
}
