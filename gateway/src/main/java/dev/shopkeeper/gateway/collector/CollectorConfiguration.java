package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.starter.observability.TraceHeaders;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectorProperties.class)
class CollectorConfiguration {

    /**
     * The producer of the collector alone: nothing is answered before all in-sync replicas have it, retries double
     * nothing, and whoever waits is told within the deadline.
     */
    @Bean(destroyMethod = "close")
    KafkaProducer<byte[], byte[]> behaviourProducer(
            KafkaProperties kafka, KafkaConnectionDetails connection, CollectorProperties properties) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        int deadline = Math.toIntExact(properties.deadline().toMillis());
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getProducer().getBootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gateway-collector");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadline);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, deadline / 2));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.max(500, deadline / 2));
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG, properties.maxInFlight().toBytes());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    KafkaClientMetrics behaviourProducerMetrics(KafkaProducer<byte[], byte[]> behaviourProducer) {
        return new KafkaClientMetrics(behaviourProducer);
    }

    @Bean
    Collector collector(
            KafkaProducer<byte[], byte[]> behaviourProducer,
            CircuitBreakerRegistry breakers,
            CollectorProperties properties,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator,
            MeterRegistry meters) {
        TraceHeaders traces = new TraceHeaders(tracer.getIfAvailable(), propagator.getIfAvailable());
        // Longer than the producer's own timeout, so that its answer is waited for.
        Duration deadline = properties.deadline().plusMillis(500);
        return new Collector(
                new BehaviourLog(behaviourProducer, breakers.circuitBreaker("kafka"), traces, deadline),
                properties,
                meters);
    }

    @Bean
    ItemIdLimit itemIdLimit(CollectorProperties properties, Clock clock, MeterRegistry meters) {
        return new ItemIdLimit(properties.itemIdsPerHour(), clock, meters);
    }

    @Bean
    CollectorController collectorController(
            Collector collector, ItemIdLimit itemIds, CollectorProperties properties, Clock clock) {
        return new CollectorController(collector, itemIds, properties, clock);
    }
}
