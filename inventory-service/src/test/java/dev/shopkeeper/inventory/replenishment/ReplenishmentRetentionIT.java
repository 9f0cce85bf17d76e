package dev.shopkeeper.inventory.replenishment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.inventory.InventoryIT;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** In transactions that are rolled back. */
class ReplenishmentRetentionIT extends InventoryIT {

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private List<HousekeepingTask> tasks;

    private final String prefix = "old-" + UUID.randomUUID() + "-";

    private UUID run(int daysOld) {
        UUID id = UUID.randomUUID();
        jdbc.update(
                "insert into replenishment_run (run_id, run_date, created_at)"
                        + " values (?, current_date - ?, now() - make_interval(days => ?))",
                id,
                daysOld,
                daysOld);
        return id;
    }

    /** Of an item of its name. */
    private void proposal(UUID run, String name, @Nullable String orderState, int daysOld) {
        String item = prefix + name;
        jdbc.update("""
                insert into product (item_id, titles, categories, attributes, active, version, created_at, updated_at,
                    search_text) values (?, '{}', '{}', '{}', true, 1, now(), now(), '')""", item);
        if (orderState != null) {
            jdbc.update("""
                    insert into purchase_order (purchase_order_id, item_id, location_id, state, quantity,
                        proposed_quantity, received_quantity, lead_time_days, created_at, version)
                    values (?, ?, 'main', ?, 1, 1, 0, 1, now() - make_interval(days => ?), 0)
                    """, item, item, orderState, daysOld);
        }
        jdbc.update("""
                insert into replenishment_proposal (proposal_id, run_id, item_id, location_id, proposal_date,
                    purchase_order_id, decision, created_at, updated_at)
                values (?, ?, ?, 'main', current_date - ?, ?, '{}', now() - make_interval(days => ?),
                    now() - make_interval(days => ?))
                """, UUID.randomUUID(), run, item, daysOld, orderState == null ? null : item, daysOld, daysOld);
    }

    private int work(String task) {
        return tasks.stream()
                .filter(one -> one.name().equals(task))
                .findFirst()
                .orElseThrow()
                .work()
                .getAsInt();
    }

    @Test
    void forgetsOldRunsAndDecidedProposalsAndNoneWhosePurchaseOrderIsOpen() {
        transactions.executeWithoutResult(status -> {
            // given
            status.setRollbackOnly();
            UUID decided = run(401);
            UUID open = run(401);
            UUID recent = run(399);
            proposal(decided, "received", "RECEIVED", 401);
            proposal(decided, "cancelled", "CANCELLED", 401);
            proposal(decided, "withheld", null, 401);
            proposal(open, "draft", "DRAFT", 401);
            proposal(open, "approved", "APPROVED", 401);
            proposal(open, "received-too", "RECEIVED", 401);
            proposal(recent, "recent", "RECEIVED", 399);

            // when
            int proposals = work(ReplenishmentRetention.PROPOSALS);
            int runs = work(ReplenishmentRetention.RUNS);

            // then
            assertThat(proposals).isEqualTo(4);
            assertThat(runs).isEqualTo(1);
            assertThat(jdbc.queryForList(
                            "select item_id from replenishment_proposal where item_id like ? order by item_id",
                            String.class,
                            prefix + "%"))
                    .containsExactly(prefix + "approved", prefix + "draft", prefix + "recent");
            assertThat(jdbc.queryForList(
                            "select run_id from replenishment_run where run_id in (?, ?, ?)",
                            UUID.class,
                            decided,
                            open,
                            recent))
                    .containsExactlyInAnyOrder(open, recent);
            assertThat(jdbc.queryForMap(
                            "select count(*) as orders from purchase_order where item_id like ?", prefix + "%"))
                    .isEqualTo(Map.of("orders", 6L));
        });
    }

    @Test
    void isDoneInTurnsProposalsBeforeTheirRuns() {
        List<String> order = tasks.stream().map(HousekeepingTask::name).toList();

        assertThat(order.indexOf(ReplenishmentRetention.PROPOSALS))
                .isNotNegative()
                .isLessThan(order.indexOf(ReplenishmentRetention.RUNS));
    }
}
