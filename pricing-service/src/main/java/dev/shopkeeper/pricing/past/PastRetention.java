package dev.shopkeeper.pricing.past;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Forgets, in small turns, what is older than any training looks at. Each counts back from the latest that it knows, so that an
 * imported history is not lost for its age. Of whether an item could be had the last change before that stays: it still holds.
 */
@Configuration(proxyBeanMethods = false)
class PastRetention {

    private static final int BATCH = 10_000;

    @Bean
    HousekeepingTask shownPriceRetention(JdbcTemplate jdbc, PastSettings settings) {
        return byDay(jdbc, settings, "shown prices", "item_seen_price");
    }

    @Bean
    HousekeepingTask dailyDemandRetention(JdbcTemplate jdbc, PastSettings settings) {
        return byDay(jdbc, settings, "daily demand", "item_demand");
    }

    @Bean
    HousekeepingTask viewRetention(JdbcTemplate jdbc, PastSettings settings) {
        return new HousekeepingTask(
                "hourly views",
                () -> jdbc.update("""
                        delete from item_heat where ctid = any (array(
                            select ctid from item_heat
                            where hour < (select max(hour) from item_heat where hour <= now()) - make_interval(days => ?)
                            limit ?))
                        """, Math.toIntExact(settings.retention().toDays()), BATCH),
                BATCH);
    }

    @Bean
    HousekeepingTask availabilityRetention(JdbcTemplate jdbc, PastSettings settings) {
        return new HousekeepingTask(
                "changes of availability",
                () -> jdbc.update(
                        """
                        delete from item_availability where ctid = any (array(
                            select past.ctid from item_availability past
                            where since < (select max(since) from item_availability where since <= now())
                                    - make_interval(days => ?)
                              and exists (select 1 from item_availability later
                                          where later.item_id = past.item_id and later.location_id = past.location_id
                                            and later.since > past.since
                                            and later.since <= (select max(since) from item_availability
                                                                where since <= now()) - make_interval(days => ?))
                            limit ?))
                        """,
                        Math.toIntExact(settings.retention().toDays()),
                        Math.toIntExact(settings.retention().toDays()),
                        BATCH),
                BATCH);
    }

    private static HousekeepingTask byDay(JdbcTemplate jdbc, PastSettings settings, String name, String table) {
        return new HousekeepingTask(
                name,
                () -> jdbc.update("""
                        delete from %1$s where ctid = any (array(
                            select ctid from %1$s
                            where day < (select max(day) from %1$s where day <= (now() at time zone 'UTC')::date) - ?::int
                            limit ?))
                        """.formatted(table), settings.retention().toDays(), BATCH),
                BATCH);
    }
}
