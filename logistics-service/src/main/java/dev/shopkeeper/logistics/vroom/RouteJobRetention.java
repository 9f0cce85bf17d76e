package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets long searches, which hold the addresses of customers and are megabytes each. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteJobSettings.class)
class RouteJobRetention {

    private static final int BATCH = 100;

    @Bean
    HousekeepingTask endedSearchRetention(RouteJobRows rows, RouteJobSettings settings) {
        return new HousekeepingTask(
                "searches for tours", () -> rows.forget(settings.retention().toSeconds(), BATCH), BATCH);
    }
}
