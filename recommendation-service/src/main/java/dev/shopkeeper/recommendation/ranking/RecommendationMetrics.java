package dev.shopkeeper.recommendation.ranking;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Times answers, by operation and whether they were degraded, and counts the empty ones. */
@Component
class RecommendationMetrics {

    private final MeterRegistry meters;

    RecommendationMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    Recommendation timed(String operation, Supplier<Recommendation> supplier) {
        long begun = System.nanoTime();
        Recommendation decision = supplier.get();
        Timer.builder("shopkeeper.recommendation.decisions")
                .description("Time to decide")
                .tag("operation", operation)
                .tag("model", decision.model())
                .tag("degraded", Boolean.toString(decision.degraded()))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - begun));
        if (decision.items().isEmpty()) {
            meters.counter("shopkeeper.recommendation.empty", "operation", operation)
                    .increment();
        }
        return decision;
    }
}
