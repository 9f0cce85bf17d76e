package dev.shopkeeper.gateway.collector;

import dev.shopkeeper.starter.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Stores a batch, or says that it is not stored. The memory that waiting batches take is bounded: beyond it callers are
 * asked to come again rather than queued.
 */
final class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final int BYTES_PER_PERMIT = 1024;

    private final BehaviourLog behaviour;
    private final Semaphore inFlight;
    private final Counter accepted;
    private final Counter rejected;
    private final Counter duplicates;
    private final Counter notStored;
    private final Timer stored;

    Collector(BehaviourLog behaviour, CollectorProperties properties, MeterRegistry meters) {
        this.behaviour = behaviour;
        this.inFlight = new Semaphore(Math.toIntExact(properties.maxInFlight().toBytes() / BYTES_PER_PERMIT));
        this.accepted = counter(meters, "accepted");
        this.rejected = counter(meters, "rejected");
        this.duplicates = counter(meters, "duplicate");
        this.notStored = counter(meters, "not_stored");
        this.stored = Timer.builder("shopkeeper.collector.store")
                .description("Time until Kafka has acknowledged a batch")
                .publishPercentileHistogram()
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("shopkeeper.collector.events")
                .description("Behaviour events by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Returns when every accepted event of the batch is safe.
     *
     * @throws ProblemException 503 otherwise
     */
    void store(Batch batch, int bytes) {
        int permits = 1 + bytes / BYTES_PER_PERMIT;
        if (!inFlight.tryAcquire(permits)) {
            notStored.increment(batch.accepted().size());
            throw notStored("too many events are waiting to be stored");
        }
        long start = System.nanoTime();
        try {
            behaviour.store(batch.accepted());
        } catch (EventsNotStoredException e) {
            notStored.increment(batch.accepted().size());
            Throwable cause = e.getCause();
            log.warn(
                    "{} events not stored: {}{}",
                    batch.accepted().size(),
                    e.getMessage(),
                    cause == null ? "" : ", " + cause.getClass().getSimpleName());
            throw notStored(String.valueOf(e.getMessage()));
        } finally {
            inFlight.release(permits);
            stored.record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
        }
        accepted.increment(batch.accepted().size());
        rejected.increment(batch.rejected());
        duplicates.increment(batch.duplicates());
    }

    private static ProblemException notStored(String why) {
        return new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "events-not-stored",
                "The events are not stored: " + why + ".",
                List.of(),
                "Send the same events again, with the same event_id, after the time in Retry-After.");
    }
}
