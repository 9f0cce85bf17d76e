package dev.shopkeeper.inventory.demand;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Forgets, in small turns, what was ordered before any forecast looks. It counts back from the latest day that is known, as
 * forecasts do, so that an imported history is not lost for its age.
 */
@Configuration(proxyBeanMethods = false)
class DemandRetention {

    static final String DEMAND = "ordered units";
    private static final int BATCH = 10_000;

    @Bean
    HousekeepingTask orderedUnitRetention(JdbcTemplate jdbc, DemandSettings settings) {
        return new HousekeepingTask(
                DEMAND, () -> jdbc.update("""
                        delete from ordered_unit where ctid = any (array(
                            select ctid from ordered_unit
                            where day < (select max(day) from ordered_unit
                                         where day <= (now() at time zone 'UTC')::date) - ?::int
                            limit ?))
                        """, settings.retention().toDays(), BATCH), BATCH);
    }
}
