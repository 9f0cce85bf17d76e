package dev.shopkeeper.starter.idempotency;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.starter.problem.ProblemAutoConfiguration;
import dev.shopkeeper.starter.problem.ProblemWriter;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency keys of a service that has a database. */
@AutoConfiguration(
        after = ProblemAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean({DataSource.class, JdbcClient.class})
@EnableConfigurationProperties(IdempotencyProperties.class)
public class IdempotencyAutoConfiguration {

    /** After Spring Security's filter, which knows the caller. */
    private static final int ORDER = 0;

    @Bean
    @ConditionalOnMissingBean
    IdempotencyKeys idempotencyKeys(JdbcClient jdbc, IdempotencyProperties properties) {
        return new IdempotencyKeys(jdbc, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    EffectiveTransactions effectiveTransactions(IdempotencyKeys keys) {
        return new EffectiveTransactions(keys);
    }

    @Bean
    @ConditionalOnMissingBean(name = "idempotencyFilter")
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            IdempotencyKeys keys,
            EffectiveTransactions effects,
            ProblemWriter problems,
            IdempotencyProperties properties) {
        FilterRegistrationBean<IdempotencyFilter> registration = new FilterRegistrationBean<>(new IdempotencyFilter(
                keys,
                effects,
                problems,
                Math.toIntExact(properties.hashedBytes().toBytes())));
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    HousekeepingTask idempotencyKeysHousekeeping(ObjectProvider<IdempotencyKeys> keys) {
        return new HousekeepingTask("idempotency keys", () -> keys.getObject().forgetOutdated(), Integer.MAX_VALUE);
    }
}
