package dev.shopkeeper.inventory.replenishment.simulation;

import dev.shopkeeper.inventory.replenishment.ReplenishmentSettings;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets, in small turns, simulations that have ended, as long after as runs of replenishment. */
@Configuration(proxyBeanMethods = false)
class SimulationRetention {

    static final String SIMULATIONS = "policy simulations";
    private static final int BATCH = 500;

    @Bean
    HousekeepingTask forgottenSimulations(JdbcTemplate jdbc, ReplenishmentSettings settings) {
        return new HousekeepingTask(
                SIMULATIONS,
                () -> jdbc.update("""
                        delete from policy_simulation where simulation_id = any (array(
                            select simulation_id from policy_simulation simulation join job on job.id = simulation_id
                            where simulation.created_at < now() - make_interval(secs => ?)
                              and state in ('SUCCEEDED', 'FAILED', 'CANCELLED')
                            limit ?))
                        """, (double) settings.retention().toSeconds(), BATCH),
                BATCH);
    }
}
