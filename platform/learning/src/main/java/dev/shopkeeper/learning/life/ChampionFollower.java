package dev.shopkeeper.learning.life;

import dev.shopkeeper.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps this replica's champions those of the registry. Every replica reads {@code model.events.v1} by itself, outside of
 * any consumer group, so that each one hears of a promotion; and looks at the registry now and then in case it did not.
 */
final class ChampionFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChampionFollower.class);
    private static final Duration WAIT = Duration.ofMillis(500);

    private final Map<String, Object> consumerProperties;
    private final Champions champions;
    private final Training training;
    private final Duration poll;
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean running;
    private Thread thread = new Thread();
    private long lookedAt;

    ChampionFollower(Map<String, Object> consumerProperties, Champions champions, Training training, Duration poll) {
        this.consumerProperties = new HashMap<>(consumerProperties);
        this.champions = champions;
        this.training = training;
        this.poll = poll;
    }

    @Override
    public synchronized void start() {
        look();
        running = true;
        thread = Thread.ofPlatform().name("champion-follower").daemon().start(this::follow);
    }

    @Override
    public synchronized void stop() {
        running = false;
        stopped.release();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void follow() {
        while (running) {
            try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                List<TopicPartition> partitions = IntStream.range(0, Topic.MODEL_EVENTS.partitions())
                        .mapToObj(number -> new TopicPartition(Topic.MODEL_EVENTS_NAME, number))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                while (running) {
                    boolean heard = !consumer.poll(WAIT).isEmpty();
                    if (heard || System.nanoTime() - lookedAt > poll.toNanos()) {
                        look();
                    }
                }
            } catch (KafkaException e) {
                if (running) {
                    LOG.warn(
                            "Cannot hear of new champions; looking at the registry alone meanwhile: {}",
                            e.getMessage());
                    look();
                    pause();
                }
            }
        }
    }

    private void look() {
        try {
            champions.refresh();
            training.reconcile();
        } catch (RuntimeException e) {
            LOG.warn("Cannot look at the registry of models: {}", e.getMessage());
        }
        lookedAt = System.nanoTime();
    }

    private void pause() {
        try {
            boolean stopping = stopped.tryAcquire(poll.toNanos(), TimeUnit.NANOSECONDS);
            if (stopping) {
                stopped.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(consumerProperties);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "champion-follower");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
