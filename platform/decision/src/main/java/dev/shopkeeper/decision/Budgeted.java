package dev.shopkeeper.decision;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks something slow (a database, a file, another process) for a decision, and falls back where it does not answer in
 * time. A request never waits longer than the budget, however many ask at once; after several misses in a row nobody asks
 * for a second. Thread-safe; closed with the bean that holds it.
 */
public final class Budgeted implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Budgeted.class);
    private static final int MISSES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final Duration budget;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param name for metrics ({@code resilience4j_circuitbreaker_*}) and the log
     * @param budget the longest that a request waits, the time in a queue included
     * @param atOnce how many may ask at the same time
     */
    public Budgeted(String name, Duration budget, int atOnce, MeterRegistry meters) {
        this.name = name;
        this.budget = budget;
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(atOnce)
                        .maxWaitDuration(budget)
                        .build());
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(MISSES)
                .minimumNumberOfCalls(MISSES)
                .failureRateThreshold(100)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .maxWaitDurationInHalfOpenState(PAUSE)
                .build());
        this.breaker = breakers.circuitBreaker(name);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    /** The answer, or null where there is none within the budget. A question that is given up is interrupted. */
    public <T> @Nullable T ask(Callable<T> question) {
        if (!breaker.tryAcquirePermission()) {
            return null;
        }
        long begun = System.nanoTime();
        Future<T> asking = threads.submit(() -> bulkhead.executeCallable(question));
        try {
            T answer = asking.get(budget.toNanos(), TimeUnit.NANOSECONDS);
            breaker.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return answer;
        } catch (ExecutionException | TimeoutException e) {
            asking.cancel(true);
            breaker.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, e);
            LOG.debug("{} did not answer within {}", name, budget, e);
            return null;
        } catch (InterruptedException e) {
            asking.cancel(true);
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
