package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Subscriptions, inbox and dead letters of a service that has a database. */
@AutoConfiguration(
        after = MessagingAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean({DataSource.class, JdbcClient.class, PlatformTransactionManager.class})
public class DeadLetterAutoConfiguration {

    private static final int BATCH = 10_000;

    @Bean
    @ConditionalOnMissingBean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetterStore deadLetterStore(JdbcClient jdbc) {
        return new DeadLetterStore(jdbc);
    }

    @Bean
    @ConditionalOnMissingBean
    Subscriptions subscriptionsOfTheApplication(ObjectProvider<Subscription> subscriptions) {
        return new Subscriptions(subscriptions.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetterReplay deadLetterReplay(
            DeadLetterStore store,
            Inbox inbox,
            JdbcClient jdbc,
            JdbcTemplate template,
            PlatformTransactionManager transactions,
            ObjectProvider<OutboxPublisher> publisher,
            Subscriptions subscriptions) {
        return new DeadLetterReplay(
                store,
                inbox,
                new OutboxTable(jdbc),
                () -> publisher.ifAvailable(OutboxPublisher::kick),
                new TransactionTemplate(transactions),
                subscriptions,
                template);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetterController deadLetterController(DeadLetterStore store, DeadLetterReplay replay) {
        return new DeadLetterController(store, replay);
    }

    @Bean
    HousekeepingTask inboxHousekeeping(Inbox inbox, MessagingProperties properties) {
        return new HousekeepingTask("inbox", () -> inbox.forgetOlderThan(properties.inboxRetention()), BATCH);
    }

    @Bean
    HousekeepingTask deadLetterHousekeeping(DeadLetterStore store, MessagingProperties properties) {
        return new HousekeepingTask(
                "dead letters", () -> store.forgetOlderThan(properties.deadLetterRetention()), Integer.MAX_VALUE);
    }
}
