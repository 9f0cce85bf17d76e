package dev.shopkeeper.inventory.replenishment;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Forgets, in small turns, proposals that are withheld or whose purchase order has ended, and then runs of which no
 * proposal is left. Purchase orders stay.
 */
@Configuration(proxyBeanMethods = false)
class ReplenishmentRetention {

    static final String PROPOSALS = "replenishment proposals";
    static final String RUNS = "replenishment runs";
    private static final int BATCH = 5_000;

    @Bean
    @Order(0)
    HousekeepingTask proposalRetention(JdbcTemplate jdbc, ReplenishmentSettings settings) {
        return new HousekeepingTask(
                PROPOSALS, () -> jdbc.update("""
                        delete from replenishment_proposal where proposal_id = any (array(
                            select proposal_id
                            from replenishment_proposal proposal left join purchase_order purchase using (purchase_order_id)
                            where updated_at < now() - make_interval(secs => ?)
                              and coalesce(purchase.state, 'WITHHELD') in ('WITHHELD', 'RECEIVED', 'CANCELLED')
                            order by updated_at limit ?))
                        """, (double) settings.retention().toSeconds(), BATCH), BATCH);
    }

    @Bean
    @Order(1)
    HousekeepingTask runRetention(JdbcTemplate jdbc, ReplenishmentSettings settings) {
        return new HousekeepingTask(
                RUNS, () -> jdbc.update("""
                        delete from replenishment_run where run_id = any (array(
                            select run_id from replenishment_run run
                            where created_at < now() - make_interval(secs => ?)
                              and not exists (select 1 from replenishment_proposal proposal
                                              where proposal.run_id = run.run_id)
                            limit ?))
                        """, (double) settings.retention().toSeconds(), BATCH), BATCH);
    }
}
