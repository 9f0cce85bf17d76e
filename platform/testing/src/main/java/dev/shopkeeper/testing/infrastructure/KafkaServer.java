package dev.shopkeeper.testing.infrastructure;

import dev.shopkeeper.events.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** A Kafka broker for this JVM with all topics of the contract. It creates no topic by itself. Thread-safe. */
public final class KafkaServer {

    private final String bootstrapServers;

    KafkaServer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        create(Arrays.stream(Topic.values()).map(KafkaServer::newTopic).toList());
    }

    /** {@code host:port}, as Kafka clients take it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates {@code <service>.dead-letters.v1} if it is not there, and returns its name. */
    public String createDeadLetters(String service) {
        return createTopic(service + ".dead-letters.v1", 1);
    }

    /** Creates a topic if it is not there, and returns its name. */
    public String createTopic(String name, int partitions) {
        create(List.of(new NewTopic(name, partitions, (short) 1)));
        return name;
    }

    private static NewTopic newTopic(Topic topic) {
        String policy = topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        return new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, policy));
    }

    private void create(List<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (var result : admin.createTopics(topics).values().values()) {
                ignoringExisting(result::get);
            }
        }
    }

    private interface Creation {
        void await() throws ExecutionException, InterruptedException;
    }

    private static void ignoringExisting(Creation creation) {
        try {
            creation.await();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Topics cannot be created: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", e);
        }
    }
}
