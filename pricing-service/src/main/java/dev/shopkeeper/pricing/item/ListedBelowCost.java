package dev.shopkeeper.pricing.item;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Counts the items on sale that are listed below what they cost: each sale of them loses money, and no rule of this service
 * holds the shop's own list price back. Asks the database when it is read, and is not a number while that cannot say.
 */
@Component
class ListedBelowCost implements MeterBinder {

    private static final String COUNT =
            "select count(*) from item where active and list_price < cost and list_currency = cost_currency";

    private final JdbcTemplate jdbc;

    ListedBelowCost(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("shopkeeper.pricing.items.below.cost", jdbc, ListedBelowCost::count)
                .description("Items on sale that are listed below what they cost, of those with both in one currency")
                .register(registry);
    }

    private static double count(JdbcTemplate jdbc) {
        try {
            Long items = jdbc.queryForObject(COUNT, Long.class);
            return items == null ? Double.NaN : items;
        } catch (DataAccessException | TransactionException e) {
            return Double.NaN;
        }
    }
}
