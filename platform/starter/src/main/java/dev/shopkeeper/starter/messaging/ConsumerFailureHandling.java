package dev.shopkeeper.starter.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What becomes of a failed event: tried again in place, without end while the failure may pass by itself (database or
 * broker away), a few times when it is of another kind, not at all when the event was declared poison; then parked.
 */
final class ConsumerFailureHandling {

    private static final Logger log = LoggerFactory.getLogger(ConsumerFailureHandling.class);

    private final MessagingProperties properties;

    ConsumerFailureHandling(MessagingProperties properties) {
        this.properties = properties;
    }

    CommonErrorHandler forEvents(String consumer, DeadLetterPublisher deadLetters, ConsumerMetrics metrics) {
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, failure) -> {
                    deadLetters.park(record, failure);
                    metrics.deadLetter();
                },
                endless());
        handler.setBackOffFunction((record, failure) -> backOff(failure));
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.setRetryListeners(logging(consumer, metrics));
        return handler;
    }

    /** Batch consumers let only passing failures out, so they are tried again without end. */
    CommonErrorHandler forBatches(String consumer, ConsumerMetrics metrics) {
        DefaultErrorHandler handler = new DefaultErrorHandler(endless());
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.setRetryListeners(logging(consumer, metrics));
        return handler;
    }

    /** For the reader of dead letters itself: what it cannot read is logged and left in the topic. */
    CommonErrorHandler withoutDeadLetters(String consumer, ConsumerMetrics metrics) {
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, failure) -> log.error(
                        "{} skipped {}-{}@{}: {}",
                        consumer,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Failures.describeForLog(failure)),
                endless());
        handler.setBackOffFunction((record, failure) -> backOff(failure));
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.setRetryListeners(logging(consumer, metrics));
        return handler;
    }

    private BackOff backOff(Exception failure) {
        if (Failures.isPoison(failure)) {
            return new FixedBackOff(0, 0);
        }
        if (Failures.isPassing(failure)) {
            return endless();
        }
        ExponentialBackOff few = endless();
        few.setMaxAttempts(properties.retries());
        return few;
    }

    private ExponentialBackOff endless() {
        ExponentialBackOff backOff =
                new ExponentialBackOff(properties.firstBackOff().toMillis(), 2);
        backOff.setMaxInterval(properties.longestBackOff().toMillis());
        return backOff;
    }

    private static RetryListener logging(String consumer, ConsumerMetrics metrics) {
        return new RetryListener() {
            @Override
            public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
                metrics.failure();
                log.warn(
                        "{} failed on {}-{}@{} (attempt {}): {}",
                        consumer,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        attempt,
                        failure == null ? "unknown" : Failures.describeForLog(failure));
            }
        };
    }
}
