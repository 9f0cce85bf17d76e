package dev.shopkeeper.inventory.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** In transactions that are rolled back: the other tests of this context have orders of their own. */
class DemandRetentionIT extends InventoryIT {

    private static final int DAYS = 2190;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private List<HousekeepingTask> tasks;

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private void ordered(String order, @Nullable LocalDate day) {
        jdbc.update(
                "insert into ordered_unit (order_id, item_id, day, units_ordered) values (?, 'tea', ?, 1)", order, day);
    }

    private List<String> keptOf(Runnable orders) {
        List<String> kept = transactions.execute(status -> {
            status.setRollbackOnly();
            jdbc.update("delete from ordered_unit");
            orders.run();
            List<String> before = orders();
            int forgotten = tasks.stream()
                    .filter(task -> task.name().equals(DemandRetention.DEMAND))
                    .findFirst()
                    .orElseThrow()
                    .work()
                    .getAsInt();
            List<String> after = orders();
            assertThat(after).hasSize(before.size() - forgotten);
            return after;
        });
        return kept == null ? List.of() : kept;
    }

    private List<String> orders() {
        return jdbc.queryForList("select order_id from ordered_unit order by order_id", String.class);
    }

    @Test
    void forgetsWhatWasOrderedBeforeAnyForecastLooks() {
        assertThat(keptOf(() -> {
                    ordered("a-today", today);
                    ordered("b-last", today.minusDays(DAYS));
                    ordered("c-old", today.minusDays(DAYS + 1));
                    ordered("d-day-unknown", null);
                }))
                .containsExactly("a-today", "b-last", "d-day-unknown");
    }

    @Test
    void countsBackFromTheLatestOrderSoThatAnImportedHistoryStays() {
        LocalDate latest = LocalDate.of(2011, 12, 9);

        assertThat(keptOf(() -> {
                    ordered("a-latest", latest);
                    ordered("b-first", latest.minusDays(373));
                    ordered("c-old", latest.minusDays(DAYS + 1));
                }))
                .containsExactly("a-latest", "b-first");
    }

    @Test
    void losesNothingToAnOrderOfTheFuture() {
        assertThat(keptOf(() -> {
                    ordered("a-mistyped", LocalDate.of(2999, 1, 1));
                    ordered("b-today", today);
                    ordered("c-last", today.minusDays(DAYS));
                }))
                .containsExactly("a-mistyped", "b-today", "c-last");
    }
}
