package dev.shopkeeper.inventory.imports.sink;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.ShopEvent;
import dev.shopkeeper.inventory.imports.format.EntityType;
import dev.shopkeeper.starter.messaging.CloudEvents;
import dev.shopkeeper.starter.problem.Violation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Behaviour, competitor prices and travel times, onto the topics on which they arrive from outside as well. Each event's
 * id is derived from what it says, so that consumers recognise one that comes again; a batch is taken once Kafka has
 * acknowledged all of it.
 */
@Component
class TopicSink implements EntitySink {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private final KafkaOperations<String, byte[]> kafka;
    private final Clock clock;
    private final String source;
    private final Duration longestWait;

    TopicSink(
            KafkaOperations<String, byte[]> kafka,
            Clock clock,
            SinkProperties properties,
            @Value("${spring.application.name}") String application) {
        this.kafka = kafka;
        this.clock = clock;
        this.source = "/" + application;
        this.longestWait = properties.longestWait();
    }

    @Override
    public Set<EntityType> types() {
        return Set.of(EntityType.BEHAVIOUR, EntityType.COMPETITOR_PRICE, EntityType.TRAVEL_TIME);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public SinkAnswer take(EntityType type, List<ObjectNode> entities, Consumer<@Nullable String> waiting)
            throws InterruptedException {
        List<SinkError> errors = new ArrayList<>();
        Map<Integer, EventEnvelope<? extends ShopEvent>> events = new LinkedHashMap<>();
        for (int i = 0; i < entities.size(); i++) {
            List<Violation> violations = new ArrayList<>();
            EventEnvelope<? extends ShopEvent> event =
                    ImportedEvents.read(type, entities.get(i), source, clock.instant(), violations);
            for (Violation violation : violations) {
                errors.add(new SinkError(
                        i,
                        violation.name(),
                        violation.value() == null ? null : violation.value().toString(),
                        "invalid",
                        violation.message()));
            }
            if (event != null && violations.isEmpty()) {
                events.put(i, event);
            }
        }
        send(new ArrayList<>(events.values()), waiting);
        return new SinkAnswer(0, errors);
    }

    private void send(List<EventEnvelope<? extends ShopEvent>> events, Consumer<@Nullable String> waiting)
            throws InterruptedException {
        List<EventEnvelope<? extends ShopEvent>> open = events;
        Duration wait = FIRST_WAIT;
        while (!open.isEmpty()) {
            open = unacknowledged(open);
            if (!open.isEmpty()) {
                waiting.accept("Kafka does not acknowledge");
                Thread.sleep(wait.toMillis());
                waiting.accept(null);
                wait = wait.multipliedBy(2).compareTo(longestWait) < 0 ? wait.multipliedBy(2) : longestWait;
            }
        }
    }

    private List<EventEnvelope<? extends ShopEvent>> unacknowledged(List<EventEnvelope<? extends ShopEvent>> events)
            throws InterruptedException {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (EventEnvelope<? extends ShopEvent> event : events) {
            try {
                sent.add(kafka.send(CloudEvents.toRecord(event)));
            } catch (KafkaException e) {
                sent.add(CompletableFuture.failedFuture(e));
            }
        }
        List<EventEnvelope<? extends ShopEvent>> failed = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                failed.add(events.get(i));
            }
        }
        return failed;
    }
}
