package dev.shopkeeper.recommendation.retention;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes in small turns, so that nobody waits for long. */
@Configuration(proxyBeanMethods = false)
class RetentionTasks {

    private static final int BATCH = 10_000;

    @Bean
    HousekeepingTask interactionRetention(JdbcClient jdbc, RetentionSettings settings) {
        return new HousekeepingTask(
                "interactions", () -> forget(jdbc, "interaction", "stored_at", settings.interactions()), BATCH);
    }

    private static int forget(JdbcClient jdbc, String table, String time, Duration age) {
        return jdbc.sql("delete from " + table + " where ctid = any (array(select ctid from " + table + " where " + time
                        + " < now() - make_interval(secs => ?) limit " + BATCH + "))")
                .param((double) age.toSeconds())
                .update();
    }
}
