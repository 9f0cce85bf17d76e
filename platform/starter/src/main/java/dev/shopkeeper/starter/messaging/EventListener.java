package dev.shopkeeper.starter.messaging;

import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.starter.observability.Correlation;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.transaction.support.TransactionOperations;

/** Gives records to an {@link EventConsumer}, each in a transaction together with its inbox row. */
final class EventListener implements MessageListener<String, byte[]> {

    private final EventConsumer consumer;
    private final Inbox inbox;
    private final TransactionOperations transactions;
    private final ConsumerMetrics metrics;

    EventListener(EventConsumer consumer, Inbox inbox, TransactionOperations transactions, ConsumerMetrics metrics) {
        this.consumer = consumer;
        this.inbox = inbox;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        try (Correlation.Scope scope = Correlation.open(CloudEvents.get(record.headers(), Correlation.KAFKA_HEADER))) {
            Optional<EventEnvelope<?>> event = CloudEvents.fromRecord(record);
            if (event.isEmpty()) {
                metrics.ignored();
                return;
            }
            handle(event.get());
        }
    }

    private void handle(EventEnvelope<?> event) {
        long start = System.nanoTime();
        boolean isNew = Boolean.TRUE.equals(transactions.execute(status -> {
            if (!inbox.isNew(consumer.name(), event)) {
                return false;
            }
            consumer.on(event);
            return true;
        }));
        if (isNew) {
            metrics.processed(Duration.ofNanos(System.nanoTime() - start));
        } else {
            metrics.duplicate();
        }
    }
}
