package dev.shopkeeper.recommendation.impression;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.starter.schedule.RoundTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the decisions of impressions that were heard of before their answer was logged, and forgets those without any. */
@Configuration(proxyBeanMethods = false)
class ImpressionTasks {

    private static final int BATCH = 10_000;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration LATELY = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Bean
    RoundTask decidedImpressions(ImpressionLog log) {
        return new RoundTask("decided-impressions", ROUND, () -> log.decide(LATELY, BATCH));
    }

    @Bean
    HousekeepingTask lateDecisions(ImpressionLog log) {
        return new HousekeepingTask("impressions of late decisions", () -> log.decide(DAY, BATCH), BATCH);
    }

    @Bean
    HousekeepingTask undecidedImpressions(ImpressionLog log) {
        return new HousekeepingTask("impressions of no decision", () -> log.forgetUndecided(DAY, BATCH), BATCH);
    }
}
