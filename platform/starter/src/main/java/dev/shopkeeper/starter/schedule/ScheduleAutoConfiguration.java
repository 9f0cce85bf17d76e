package dev.shopkeeper.starter.schedule;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What is done by the clock, where there is any. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "dev.shopkeeper.learning.life.LearningAutoConfiguration"
        })
public class ScheduleAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(RoundTask.class)
    Rounds rounds(ObjectProvider<RoundTask> tasks) {
        return new Rounds(tasks.orderedStream().toList());
    }

    /** Planned times are ticked off in the database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcClient.class)
    static class Planned {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnBean({PlannedTasks.class, JdbcClient.class})
        Planner planner(
                ObjectProvider<PlannedTasks> tasks,
                JdbcClient jdbc,
                PlatformTransactionManager transactions,
                ObjectProvider<Clock> clock) {
            return new Planner(
                    tasks.orderedStream().flatMap(some -> some.tasks().stream()).toList(),
                    jdbc,
                    transactions,
                    clock.getIfAvailable(Clock::systemUTC));
        }
    }
}
