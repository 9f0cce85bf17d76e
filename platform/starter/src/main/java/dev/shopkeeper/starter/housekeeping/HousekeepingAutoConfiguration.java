package dev.shopkeeper.starter.housekeeping;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Housekeeping, where there is any to do. */
@AutoConfiguration(
        afterName = {
            "dev.shopkeeper.starter.messaging.ConsumerAutoConfiguration",
            "dev.shopkeeper.starter.idempotency.IdempotencyAutoConfiguration"
        })
public class HousekeepingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(HousekeepingTask.class)
    Housekeeping housekeeping(
            ObjectProvider<HousekeepingTask> tasks,
            @Value("${shopkeeper.housekeeping.interval:1h}") Duration interval) {
        return new Housekeeping(tasks.orderedStream().toList(), interval);
    }
}
