package dev.shopkeeper.sample;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.testing.infrastructure.PlatformServers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Stops and starts the consumers of the application, and moves the offsets that Kafka knows of them meanwhile. */
@Component
class Consumers {

    private static final String APPLICATION = "sample-service.";

    private final SmartLifecycle containers;

    Consumers(@Qualifier("consumerContainers") SmartLifecycle containers) {
        this.containers = containers;
    }

    /** Something done while no consumer runs. */
    interface Interlude {
        void run() throws ExecutionException, InterruptedException;
    }

    void whileStopped(Interlude interlude) throws ExecutionException, InterruptedException {
        containers.stop();
        try {
            interlude.run();
        } finally {
            containers.start();
        }
    }

    /** The offsets that Kafka holds for a consumer. */
    static Map<TopicPartition, OffsetAndMetadata> committed(String consumer)
            throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return new HashMap<>(admin.listConsumerGroupOffsets(APPLICATION + consumer)
                    .partitionsToOffsetAndMetadata()
                    .get());
        }
    }

    /** The ends of a topic's partitions. */
    static Map<TopicPartition, OffsetAndMetadata> ends(Topic topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            asked.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
        }
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            admin.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
            return ends;
        }
    }

    /** Makes Kafka believe that a consumer, which is stopped, got so far. */
    static void commit(String consumer, Map<TopicPartition, OffsetAndMetadata> offsets)
            throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(APPLICATION + consumer, offsets)
                    .all()
                    .get();
        }
    }

    static String group(String consumer) {
        return APPLICATION + consumer;
    }

    private static Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                PlatformServers.kafka().bootstrapServers()));
    }
}
