package dev.shopkeeper.starter.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.function.SingletonSupplier;

/** Jobs of a service that has a database. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean({DataSource.class, JdbcClient.class})
@EnableConfigurationProperties(JobProperties.class)
public class JobAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    JobStore jobStore(JdbcClient jdbc) {
        return new JobStore(jdbc);
    }

    @Bean
    @ConditionalOnMissingBean
    JobRunner jobRunner(
            JobStore store,
            ObjectProvider<JobHandler> handlers,
            JobProperties properties,
            ObjectProvider<MeterRegistry> meters,
            @Value("${shopkeeper.messaging.instance:}") String instance) {
        return new JobRunner(
                store, byKind(handlers), properties, meters.getIfAvailable(SimpleMeterRegistry::new), instance);
    }

    /** Handlers and runner are looked up late: a handler may itself submit jobs. */
    @Bean
    @ConditionalOnMissingBean
    Jobs jobs(JobStore store, ObjectProvider<JobHandler> handlers, ObjectProvider<JobRunner> runner) {
        Supplier<Map<String, JobHandler>> byKind = byKind(handlers);
        return new JdbcJobs(store, () -> byKind.get().keySet(), runner::getObject);
    }

    @Bean
    @ConditionalOnMissingBean
    JobController jobController(JobStore store) {
        return new JobController(store);
    }

    private static Supplier<Map<String, JobHandler>> byKind(ObjectProvider<JobHandler> handlers) {
        return SingletonSupplier.of(() ->
                handlers.orderedStream().collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity())));
    }
}
