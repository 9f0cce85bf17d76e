package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** The containers of all consumers, started and stopped with the application. */
final class ConsumerContainers implements SmartLifecycle {

    private final String application;
    private final MessagingProperties properties;
    private final ConsumerFactory<?, ?> defaults;
    private final MeterRegistry meters;
    private final Map<String, ConcurrentMessageListenerContainer<String, byte[]>> containers = new LinkedHashMap<>();
    private volatile boolean running;

    ConsumerContainers(
            String application, MessagingProperties properties, ConsumerFactory<?, ?> defaults, MeterRegistry meters) {
        this.application = application;
        this.properties = properties;
        this.defaults = defaults;
        this.meters = meters;
    }

    void add(String name, Topic topic, EventConsumer consumer, CommonErrorHandler failures) {
        ContainerProperties container = new ContainerProperties(topic.topicName());
        container.setMessageListener(consumer);
        add(
                name,
                container,
                Math.min(properties.concurrencyOf(name), topic.partitions()),
                failures,
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.pollSize()));
    }

    String group(String name) {
        return application + "." + name;
    }

    void add(String name, String topic, DeadLetterIndexer indexer, CommonErrorHandler failures) {
        ContainerProperties container = new ContainerProperties(topic);
        container.setMessageListener(indexer);
        add(name, container, 1, failures, Map.of());
    }

    void add(String name, Topic topic, BatchConsumer consumer, CommonErrorHandler failures) {
        ContainerProperties container = new ContainerProperties(topic.topicName());
        container.setMessageListener(consumer);
        container.setConsumerRebalanceListener(consumer);
        add(
                name,
                container,
                Math.min(properties.concurrencyOf(name), topic.partitions()),
                failures,
                Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batchSize()));
    }

    private void add(
            String name,
            ContainerProperties container,
            int concurrency,
            CommonErrorHandler failures,
            Map<String, Object> overrides) {
        container.setGroupId(group(name));
        container.setShutdownTimeout(Duration.ofSeconds(5).toMillis());
        container.setSyncCommits(true);
        container.setMissingTopicsFatal(false);
        container.setRestartAfterAuthExceptions(true);
        container.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("consumer-" + name + "-");
        threads.setVirtualThreads(true);
        container.setListenerTaskExecutor(threads);
        ConcurrentMessageListenerContainer<String, byte[]> listening =
                new ConcurrentMessageListenerContainer<>(factory(name, overrides), container);
        listening.setBeanName(name);
        listening.setConcurrency(concurrency);
        listening.setCommonErrorHandler(failures);
        containers.put(name, listening);
        Gauge.builder("shopkeeper.consumer.lag", listening, ConsumerContainers::lag)
                .description("Records between the consumer and the end of its partitions")
                .tag("consumer", name)
                .register(meters);
    }

    private ConsumerFactory<String, byte[]> factory(String name, Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(defaults.getConfigurationProperties());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, application + "." + name);
        if (!properties.instance().isBlank()) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, properties.instance() + "." + name);
        }
        settings.putAll(overrides);
        DefaultKafkaConsumerFactory<String, byte[]> factory =
                new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        factory.addListener(new MicrometerConsumerListener<>(meters));
        return factory;
    }

    private static double lag(ConcurrentMessageListenerContainer<String, byte[]> container) {
        return container.metrics().values().stream()
                .flatMap(metrics -> metrics.entrySet().stream())
                .filter(metric -> metric.getKey().name().equals("records-lag"))
                .mapToDouble(metric -> metric.getValue().metricValue() instanceof Number lag ? lag.doubleValue() : 0)
                .filter(Double::isFinite)
                .sum();
    }

    @Override
    public void start() {
        containers.values().forEach(ConcurrentMessageListenerContainer::start);
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Stops all at the same time. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        List<Thread> stopping = new ArrayList<>();
        containers.values().forEach(container -> stopping.add(Thread.startVirtualThread(container::stop)));
        for (Thread thread : stopping) {
            try {
                thread.join(Duration.ofSeconds(7));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        callback.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Late, so that everything a consumer needs is there; stopped before it goes. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100;
    }
}
