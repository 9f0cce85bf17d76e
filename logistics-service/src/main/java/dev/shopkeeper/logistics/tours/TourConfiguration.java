package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.starter.schedule.RoundTask;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tours are planned soon after they are wanted, and forgotten in time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TourSettings.class)
class TourConfiguration {

    private static final Duration SOON = Duration.ofMillis(150);
    private static final int BATCH = 1_000;

    @Bean
    @ConditionalOnProperty(name = "shopkeeper.tours.automatic", matchIfMissing = true)
    RoundTask tourRounds(TourPlanner planner) {
        return new RoundTask("tours", SOON, planner::round);
    }

    /** Where an open delivery stands is kept until it is planned anew. */
    @Bean
    @Order(0)
    HousekeepingTask tourStopRetention(JdbcTemplate jdbc, TourSettings settings) {
        return task(jdbc, settings, "stops of tours", """
                delete from tour_stop where delivery_id = any (array(
                    select delivery_id from tour_stop join tour using (tour_id) join delivery using (delivery_id)
                    where tour.planned_at < now() - make_interval(secs => ?) and delivery.state <> 'WAITING' limit ?))
                """);
    }

    @Bean
    @Order(1)
    HousekeepingTask tourRetention(JdbcTemplate jdbc, TourSettings settings) {
        return task(jdbc, settings, "tours", """
                delete from tour where tour_id = any (array(
                    select tour_id from tour where planned_at < now() - make_interval(secs => ?)
                    and not exists (select from tour_stop where tour_stop.tour_id = tour.tour_id) limit ?))
                """);
    }

    @Bean
    HousekeepingTask replanningRetention(JdbcTemplate jdbc, TourSettings settings) {
        return task(jdbc, settings, "replannings", """
                delete from replanning where replanning_id = any (array(
                    select replanning_id from replanning where planned_at < now() - make_interval(secs => ?) limit ?))
                """);
    }

    private static HousekeepingTask task(JdbcTemplate jdbc, TourSettings settings, String name, String delete) {
        return new HousekeepingTask(
                name, () -> jdbc.update(delete, (double) settings.keep().toSeconds(), BATCH), BATCH);
    }
}
