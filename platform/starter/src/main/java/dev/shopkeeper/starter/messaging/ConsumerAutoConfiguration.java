package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.starter.observability.TraceHeaders;
import dev.shopkeeper.starter.transaction.Collisions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Consumers with their inbox, and the outbox, of a service that has a database. */
@AutoConfiguration(
        after = {KafkaAutoConfiguration.class, MessagingAutoConfiguration.class, DeadLetterAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
        })
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean({DataSource.class, JdbcClient.class, PlatformTransactionManager.class})
public class ConsumerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ConsumerOffsets consumerOffsets(JdbcClient jdbc) {
        return new ConsumerOffsets(jdbc);
    }

    /** Sends bytes as they are, without making spans of its own: trace headers are those of the event's origin. */
    @Bean
    @ConditionalOnMissingBean
    EventSender eventSender(ProducerFactory<?, ?> producers, ObjectProvider<MeterRegistry> meters) {
        DefaultKafkaProducerFactory<String, byte[]> factory = new DefaultKafkaProducerFactory<>(
                producers.getConfigurationProperties(), new StringSerializer(), new ByteArraySerializer());
        meters.ifAvailable(registry -> factory.addListener(new MicrometerProducerListener<>(registry)));
        KafkaTemplate<String, byte[]> template = new KafkaTemplate<>(factory);
        // Whoever sends says what failed, once and without the event's key.
        template.setProducerListener(new ProducerListener<>() {});
        return new EventSender(template, factory);
    }

    @Bean
    @ConditionalOnMissingBean
    OutboxPublisher outboxPublisher(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            EventSender sender,
            MessagingProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        return new OutboxPublisher(
                new OutboxTable(jdbc),
                new TransactionTemplate(transactions),
                sender.kafka(),
                properties,
                new OutboxMetrics(meters.getIfAvailable(SimpleMeterRegistry::new), jdbc));
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(
            JdbcClient jdbc,
            OutboxPublisher publisher,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator,
            @Value("${spring.application.name}") String application) {
        return new JdbcOutbox(
                jdbc,
                "/" + application,
                new TraceHeaders(tracer.getIfAvailable(), propagator.getIfAvailable()),
                publisher::kick);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "shopkeeper.messaging.consumers-enabled", matchIfMissing = true)
    ConsumerContainers consumerContainers(
            Subscriptions subscriptions,
            JdbcTemplate jdbc,
            ObjectProvider<PersistenceContexts> persistenceContexts,
            ConsumerOffsets offsets,
            DeadLetterStore deadLetterStore,
            PlatformTransactionManager transactionManager,
            Collisions collisions,
            EventSender sender,
            DeadLetterTopic deadLetterTopic,
            MessagingProperties properties,
            ConsumerFactory<?, ?> factory,
            ObjectProvider<ObservationRegistry> observations,
            ObjectProvider<MeterRegistry> meters,
            @Value("${spring.application.name}") String application) {
        KafkaOperations<String, byte[]> kafka = sender.kafka();
        MeterRegistry registry = meters.getIfAvailable(SimpleMeterRegistry::new);
        TransactionTemplate transactions = new TransactionTemplate(transactionManager);
        ConsumerFailureHandling failures = new ConsumerFailureHandling(properties);
        PersistenceContexts contexts = persistenceContexts.getIfAvailable(() -> PersistenceContexts.NONE);
        ConsumerContainers containers = new ConsumerContainers(application, properties, factory, registry);
        for (Subscription subscription : subscriptions.all()) {
            String name = subscription.name();
            ConsumerMetrics metrics = new ConsumerMetrics(registry, name);
            DeadLetterPublisher deadLetters = new DeadLetterPublisher(name, deadLetterTopic.name(), kafka);
            switch (subscription) {
                case EventSubscription events ->
                    containers.add(
                            name,
                            events.topic(),
                            new EventConsumer(
                                    events,
                                    new EventTransactions(jdbc, name, transactions, contexts),
                                    metrics,
                                    collisions,
                                    observations.getIfAvailable(() -> ObservationRegistry.NOOP),
                                    containers.group(name)),
                            failures.forEvents(name, deadLetters, metrics));
                case BatchSubscription batches ->
                    containers.add(
                            name,
                            batches.topic(),
                            new BatchConsumer(batches, jdbc, offsets, transactions, deadLetters, metrics),
                            failures.forBatches(name, metrics));
            }
        }
        containers.add(
                DeadLetterIndexer.NAME,
                deadLetterTopic.name(),
                new DeadLetterIndexer(deadLetterStore),
                failures.withoutDeadLetters(
                        DeadLetterIndexer.NAME, new ConsumerMetrics(registry, DeadLetterIndexer.NAME)));
        return containers;
    }

    /** For services that map objects. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(EntityManagerFactory.class)
    static class Jpa {

        @Bean
        @ConditionalOnBean(EntityManagerFactory.class)
        PersistenceContexts persistenceContexts(EntityManagerFactory factory) {
            return new JpaPersistenceContexts(factory);
        }
    }
}
