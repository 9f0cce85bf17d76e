package dev.shopkeeper.recommendation.retention;

import dev.shopkeeper.decision.DecisionSettings;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes in small turns, so that nobody waits for long. */
@Configuration(proxyBeanMethods = false)
class RetentionTasks {

    private static final int BATCH = 10_000;

    /** Answers that earlier versions stored; nothing is added, and the table goes with the next version. */
    @Bean
    HousekeepingTask rankingRetention(JdbcClient jdbc, DecisionSettings settings) {
        return new HousekeepingTask(
                "rankings", () -> forget(jdbc, "ranking", "decided_at", settings.retention()), BATCH);
    }

    /** Contexts of denied events that a replica of the version before stores while it still runs. */
    @Bean
    HousekeepingTask deniedContexts(JdbcClient jdbc) {
        return new HousekeepingTask(
                "denied contexts",
                () -> jdbc.sql("update interaction set context = null where id = any (array(select id from interaction"
                                + " where context is not null and user_id is null and anonymous_id is null"
                                + " and kind <> 4 limit " + BATCH + "))")
                        .update(),
                BATCH);
    }

    @Bean
    HousekeepingTask interactionRetention(JdbcClient jdbc, RetentionSettings settings) {
        return new HousekeepingTask(
                "interactions", () -> forget(jdbc, "interaction", "stored_at", settings.interactions()), BATCH);
    }

    @Bean
    HousekeepingTask impressionRetention(JdbcClient jdbc, RetentionSettings settings) {
        return new HousekeepingTask(
                "impressions", () -> forget(jdbc, "impression", "stored_at", settings.interactions()), BATCH);
    }

    @Bean
    HousekeepingTask impressionClickRetention(JdbcClient jdbc, RetentionSettings settings) {
        return new HousekeepingTask(
                "clicks", () -> forget(jdbc, "impression_click", "stored_at", settings.interactions()), BATCH);
    }

    @Bean
    HousekeepingTask impressionPurchaseRetention(JdbcClient jdbc, RetentionSettings settings) {
        return new HousekeepingTask(
                "credited purchases",
                () -> forget(jdbc, "impression_purchase", "stored_at", settings.interactions()),
                BATCH);
    }

    private static int forget(JdbcClient jdbc, String table, String time, Duration age) {
        return jdbc.sql("delete from " + table + " where ctid = any (array(select ctid from " + table + " where " + time
                        + " < now() - make_interval(secs => ?) limit " + BATCH + "))")
                .param((double) age.toSeconds())
                .update();
    }
}
