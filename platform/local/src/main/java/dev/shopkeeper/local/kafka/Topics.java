package dev.shopkeeper.local.kafka;

import dev.shopkeeper.events.Topic;
import dev.shopkeeper.local.LocalStackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the platform's topics where they are missing. */
public final class Topics {
    private Topics() {}

    /** Returns the number of topics created; asks for the broker's default replication. */
    public static int create(String bootstrapServers) {
        try (Admin admin = admin(bootstrapServers)) {
            Set<String> present = admin.listTopics().names().get(60, TimeUnit.SECONDS);
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                if (!present.contains(topic.topicName())) {
                    missing.add(of(topic));
                }
            }
            admin.createTopics(missing).all().get(60, TimeUnit.SECONDS);
            return missing.size();
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new LocalStackException(
                    "Cannot create the topics at " + bootstrapServers + ": " + cause
                            + ". Maybe the broker does not run there, or its rules forbid it.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while creating topics", e);
        }
    }

    public static Admin admin(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG, "shopkeeper-local",
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50,
                AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, 50,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(settings);
    }

    private static NewTopic of(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
        return new NewTopic(topic.topicName(), Optional.of(topic.partitions()), Optional.empty()).configs(settings);
    }
}
