package dev.shopkeeper.benchmarks.platform;

import dev.shopkeeper.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the events of a topic by their {@code ce_id}, with a plain consumer that shares no code with the product. */
public final class TopicCount implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> from;

    /** Marks the present end of the topic: only later events count. */
    public TopicCount(String bootstrapServers, Topic topic) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.consumer = new KafkaConsumer<>(properties);
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        this.from = consumer.endOffsets(partitions);
    }

    /** How often each id with this prefix stands in the topic between the mark and now. */
    public Map<String, Integer> idsWithPrefix(String prefix) {
        Map<TopicPartition, Long> until = consumer.endOffsets(from.keySet());
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        Map<String, Integer> ids = new HashMap<>();
        while (from.keySet().stream()
                .anyMatch(partition -> consumer.position(partition) < until.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                Header id = message.headers().lastHeader("ce_id");
                if (id != null) {
                    String text = new String(id.value(), StandardCharsets.UTF_8);
                    if (text.startsWith(prefix)) {
                        ids.merge(text, 1, Integer::sum);
                    }
                }
            }
        }
        return ids;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
