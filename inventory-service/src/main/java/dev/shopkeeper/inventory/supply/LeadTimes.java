package dev.shopkeeper.inventory.supply;

import dev.shopkeeper.inventory.replenishment.policy.LeadTime;
import dev.shopkeeper.inventory.replenishment.policy.LeadTimeShrinkage;
import dev.shopkeeper.inventory.replenishment.policy.ReceiptDays;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private final JdbcTemplate jdbc;
    private final SupplySettings settings;

    LeadTimes(JdbcTemplate jdbc, SupplySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** What suppliers took of late, to be asked about many items. Not thread-safe. */
    public final class Experience {

        private final LeadTimeShrinkage shrinkage = settings.shrinkage();
        private final Map<String, ReceiptDays> suppliers = new HashMap<>();
        private final ReceiptDays all;

        private Experience() {
            // one pass gives a row a supplier and, without one, a row of all
            ReceiptDays[] total = {ReceiptDays.NONE};
            jdbc.query(
                    DAYS + " group by grouping sets ((supplier_id), ())",
                    row -> {
                        String supplier = row.getString("supplier_id");
                        if (supplier == null) {
                            total[0] = days(row);
                        } else {
                            suppliers.put(supplier, days(row));
                        }
                    },
                    settings.receiptHistoryDays());
            all = total[0];
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
        return new Experience();
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
