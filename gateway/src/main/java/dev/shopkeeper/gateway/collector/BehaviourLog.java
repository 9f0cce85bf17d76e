package dev.shopkeeper.gateway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.EventType;
import dev.shopkeeper.events.EventTypes;
import dev.shopkeeper.starter.observability.TraceHeaders;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The topic of behaviour, written in whole batches: {@link #store} returns when every event is acknowledged by all
 * in-sync replicas. Thread-safe. While Kafka is known to be down it refuses at once, so that requests do not pile up.
 */
final class BehaviourLog {

    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] SOURCE = "/gateway".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private final Producer<byte[], byte[]> producer;
    private final CircuitBreaker breaker;
    private final TraceHeaders traces;
    private final long deadlineNanos;
    private final String topic;
    private final byte[] type;
    private final byte[] schema;

    BehaviourLog(Producer<byte[], byte[]> producer, CircuitBreaker breaker, TraceHeaders traces, Duration deadline) {
        this.producer = producer;
        this.breaker = breaker;
        this.traces = traces;
        this.deadlineNanos = deadline.toNanos();
        EventType<BehaviourRecorded> event = EventTypes.of(BehaviourRecorded.class);
        this.topic = event.topic().topicName();
        this.type = event.name().getBytes(UTF_8);
        this.schema = event.dataSchema().getBytes(UTF_8);
    }

    /** @throws EventsNotStoredException if not all of them are acknowledged within the deadline */
    void store(List<BehaviourRecorded> events) throws EventsNotStoredException {
        if (!breaker.tryAcquirePermission()) {
            throw new EventsNotStoredException("Kafka did not answer lately", null);
        }
        long start = System.nanoTime();
        try {
            send(events, start);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        } catch (EventsNotStoredException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            breaker.releasePermission();
            throw new EventsNotStoredException("the gateway is stopping", e);
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private void send(List<BehaviourRecorded> events, long start)
            throws EventsNotStoredException, InterruptedException {
        Map<String, String> trace = traces.current();
        Acknowledgement acknowledgement = new Acknowledgement(events.size());
        try {
            for (BehaviourRecorded event : events) {
                producer.send(message(event, trace), acknowledgement);
                if (acknowledgement.failed()) {
                    break;
                }
            }
        } catch (KafkaException | IllegalStateException e) {
            throw new EventsNotStoredException("Kafka's client refused an event", e);
        }
        acknowledgement.await(deadlineNanos - (System.nanoTime() - start));
    }

    private ProducerRecord<byte[], byte[]> message(BehaviourRecorded event, Map<String, String> trace) {
        byte[] key = event.key().getBytes(UTF_8);
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_specversion", SPEC_VERSION);
        headers.add("ce_id", event.eventId().getBytes(UTF_8));
        headers.add("ce_source", SOURCE);
        headers.add("ce_type", type);
        headers.add("ce_time", event.occurredAt().toString().getBytes(UTF_8));
        headers.add("ce_subject", key);
        headers.add("ce_dataschema", schema);
        headers.add("content-type", JSON);
        trace.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return new ProducerRecord<>(topic, null, null, key, EventJson.mapper().writeValueAsBytes(event), headers);
    }
}
