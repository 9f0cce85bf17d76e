package dev.shopkeeper.benchmarks.collector;

import dev.shopkeeper.benchmarks.platform.Clicks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The same events sent straight to the broker, acks=all, waiting for each batch: what the gateway is measured against. */
final class ProducerPeer {

    private static final String TOPIC = "bench.peer.v1";

    private final Properties properties = new Properties();

    ProducerPeer(String bootstrapServers) {
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
    }

    double eventsPerSecond(int batch, Duration period) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 6, (short) 1))).all().get();
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
                return measure(producer, batch, period);
            } finally {
                admin.deleteTopics(List.of(TOPIC)).all().get();
            }
        }
    }

    private static double measure(KafkaProducer<byte[], byte[]> producer, int batch, Duration period)
            throws ExecutionException, InterruptedException {
        Clicks clicks = new Clicks("peer-", 5000, 2000);
        long start = System.nanoTime();
        int sent = 0;
        while (System.nanoTime() - start < period.toNanos()) {
            List<Future<RecordMetadata>> waiting = new ArrayList<>(batch);
            for (int i = 0; i < batch; i++) {
                byte[] event = clicks.single(sent++);
                waiting.add(producer.send(new ProducerRecord<>(TOPIC, event)));
            }
            for (Future<RecordMetadata> future : waiting) {
                future.get();
            }
        }
        return sent / ((System.nanoTime() - start) / 1e9);
    }
}
