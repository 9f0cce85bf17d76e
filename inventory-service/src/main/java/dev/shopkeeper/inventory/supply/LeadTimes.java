package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.inventory.replenishment.policy.LeadTime;
import dev.shopkeeper.inventory.replenishment.policy.LeadTimeShrinkage;
import dev.shopkeeper.inventory.replenishment.policy.ReceiptDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Lead times learnt from the ledger: every movement {@code received} that names its supplier and when it was ordered is
 * one observation, a part delivery like a whole one.
 */
@Service
public class LeadTimes {

    private static final String DAYS = """
            select supplier_id, count(*) as count, avg(days) as mean, coalesce(var_samp(days), 0) as variance
            from (select supplier_id, item_id, extract(epoch from occurred_at - ordered_at)::float8 / 86400 as days
                  from stock_movement
                  where reason = 'received' and ordered_at is not null and supplier_id is not null
                    and occurred_at between ordered_at and ordered_at + interval '730 days' and occurred_at > now() - make_interval(days => ?)) as receipt
            """;

    /** Whose receipts age out of the history, and what was committed out of turn, is looked at again after this. */
    private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final SupplySettings settings;
    private final Clock clock;
    private volatile @Nullable Suppliers known;

    LeadTimes(JdbcTemplate jdbc, SupplySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What all suppliers took of late.
     *
     * @param upTo number of the last movement when it was read
     */
    private record Suppliers(Map<String, ReceiptDays> days, ReceiptDays all, long upTo, Instant at) {}

    /** Read anew where goods were received since, since it costs a pass over all receipts. */
    private Suppliers suppliers() {
        Suppliers present = known;
        Instant now = clock.instant();
        if (present != null
                && now.isBefore(present.at.plus(LOOKED_AT_AGAIN))
                && Boolean.FALSE.equals(jdbc.queryForObject(
                        "select exists (select from stock_movement where sequence > ? and reason = 'received')",
                        Boolean.class,
                        present.upTo))) {
            return present;
        }
        Long upTo = jdbc.queryForObject("select coalesce(max(sequence), 0) from stock_movement", Long.class);
        Map<String, ReceiptDays> days = new HashMap<>();
        ReceiptDays[] total = {ReceiptDays.NONE};
        // one pass gives a row a supplier and, without one, a row of all
        jdbc.query(
                DAYS + " group by grouping sets ((supplier_id), ())",
                row -> {
                    String supplier = row.getString("supplier_id");
                    if (supplier == null) {
                        total[0] = days(row);
                    } else {
                        days.put(supplier, days(row));
                    }
                },
                settings.receiptHistoryDays());
        Suppliers next = new Suppliers(Map.copyOf(days), total[0], upTo == null ? 0 : upTo, now);
        known = next;
        return next;
    }

    /** What suppliers took of late, to be asked about many items. */
    public final class Experience {

        private final LeadTimeShrinkage shrinkage = settings.shrinkage();
        private final Map<String, ReceiptDays> suppliers;
        private final ReceiptDays all;

        private Experience(Suppliers known) {
            this.suppliers = known.days();
            this.all = known.all();
        }

        /**
         * The lead time of an item.
         *
         * @param supplierId null where nobody knows who supplies it
         * @param statedDays what the terms say, or null
         */
        public LeadTime of(String itemId, @Nullable String supplierId, @Nullable Double statedDays) {
            if (supplierId == null) {
                return shrinkage.learn(statedDays, ReceiptDays.NONE, ReceiptDays.NONE, all);
            }
            ReceiptDays supplier = suppliers.getOrDefault(supplierId, ReceiptDays.NONE);
            ReceiptDays item = supplier.count() == 0 ? ReceiptDays.NONE : receipts(itemId, supplierId);
            return shrinkage.learn(statedDays, item, supplier, all);
        }
    }

    /** What is known now. */
    public Experience experience() {
        return new Experience(suppliers());
    }

    /** Who delivered an item last; for items that have no terms. */
    public Optional<String> lastSupplier(String itemId) {
        return jdbc.queryForList("""
                        select supplier_id from stock_movement
                        where item_id = ? and reason = 'received' and supplier_id is not null
                        order by occurred_at desc, sequence desc limit 1
                        """, String.class, itemId).stream().findFirst();
    }

    private ReceiptDays receipts(String itemId, String supplierId) {
        return jdbc
                .query(
                        DAYS + " where supplier_id = ? and item_id = ? group by supplier_id",
                        (row, number) -> days(row),
                        settings.receiptHistoryDays(),
                        supplierId,
                        itemId)
                .stream()
                .findFirst()
                .orElse(ReceiptDays.NONE);
    }

    private static ReceiptDays days(ResultSet row) throws SQLException {
        long count = row.getLong("count");
        return count == 0 ? ReceiptDays.NONE : new ReceiptDays(count, row.getDouble("mean"), row.getDouble("variance"));
    }
}
