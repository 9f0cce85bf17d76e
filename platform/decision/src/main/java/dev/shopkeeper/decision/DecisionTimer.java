package dev.shopkeeper.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Times decisions, by operation, model and whether they were degraded: {@code shopkeeper.decisions}. Thread-safe. */
public final class DecisionTimer {

    private final MeterRegistry meters;

    DecisionTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Decides, and notes how long it took. */
    public <D extends Decision> D timed(String operation, Supplier<D> supplier) {
        long begun = System.nanoTime();
        D decision = supplier.get();
        Timer.builder("shopkeeper.decisions")
                .description("Time to decide")
                .tag("operation", operation)
                .tag("model", decision.stamp().model())
                .tag("degraded", Boolean.toString(decision.stamp().degraded()))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - begun));
        return decision;
    }
}
