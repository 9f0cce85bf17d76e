package dev.shopkeeper.decision;

import dev.shopkeeper.starter.database.SchemaContribution;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log of decisions, with its table and how long it is kept, and their timer. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        },
        beforeName = "dev.shopkeeper.starter.housekeeping.HousekeepingAutoConfiguration")
@EnableConfigurationProperties(DecisionSettings.class)
public class DecisionAutoConfiguration {

    private static final int BATCH = 10_000;

    @Bean
    @ConditionalOnMissingBean
    DecisionTimer decisionTimer(ObjectProvider<MeterRegistry> meters) {
        return new DecisionTimer(meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    @Order(2)
    SchemaContribution decisionSchema() {
        return new SchemaContribution("decision", "classpath:db/decision");
    }

    /** Where there is a database to remember in. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(JdbcTemplate.class)
    static class Remembering {

        @Bean
        @ConditionalOnMissingBean
        DecisionLog decisionLog(JdbcTemplate jdbc, DecisionSettings settings, ObjectProvider<MeterRegistry> meters) {
            return new DecisionLog(jdbc, settings, meters.getIfAvailable(SimpleMeterRegistry::new));
        }

        @Bean
        HousekeepingTask decisionRetention(JdbcTemplate jdbc, DecisionSettings settings) {
            return new HousekeepingTask(
                    "decisions",
                    () -> jdbc.update(
                            "delete from decision where ctid = any (array(select ctid from decision"
                                    + " where decided_at < now() - make_interval(secs => ?) limit ?))",
                            (double) settings.retention().toSeconds(),
                            BATCH),
                    BATCH);
        }
    }
}
