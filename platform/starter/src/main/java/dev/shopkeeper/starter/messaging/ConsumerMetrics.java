package dev.shopkeeper.starter.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Meters of one consumer, all tagged with its name. */
final class ConsumerMetrics {

    static final String DEAD_LETTERS = "shopkeeper.consumer.dead.letters";
    static final String DEAD_LETTERS_DESCRIPTION = "Events given up and parked";

    private final Timer processed;
    private final Counter duplicates;
    private final Counter ignored;
    private final Counter failures;
    private final Counter deadLetters;

    ConsumerMetrics(MeterRegistry registry, String consumer) {
        this.processed = Timer.builder("shopkeeper.consumer.processed")
                .description("Events handled, with the time of their transaction")
                .tag("consumer", consumer)
                .register(registry);
        this.duplicates = counter(
                registry, consumer, "shopkeeper.consumer.duplicates", "Events skipped because they were seen before");
        this.ignored = counter(
                registry, consumer, "shopkeeper.consumer.ignored", "Events of types this version does not know");
        this.failures = counter(registry, consumer, "shopkeeper.consumer.failures", "Failed attempts");
        this.deadLetters = counter(registry, consumer, DEAD_LETTERS, DEAD_LETTERS_DESCRIPTION);
    }

    private static Counter counter(MeterRegistry registry, String consumer, String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("consumer", consumer)
                .register(registry);
    }

    void processed(Duration time) {
        processed.record(time);
    }

    /** A batch counts once per event, with its share of the time. */
    void processed(Duration time, int events) {
        for (int i = 0; i < events; i++) {
            processed.record(time.dividedBy(events));
        }
    }

    void duplicates(int events) {
        duplicates.increment(events);
    }

    void ignored() {
        ignored(1);
    }

    void ignored(int events) {
        ignored.increment(events);
    }

    void failure() {
        failures.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
