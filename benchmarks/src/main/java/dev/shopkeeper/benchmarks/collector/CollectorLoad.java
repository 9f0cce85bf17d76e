package dev.shopkeeper.benchmarks.collector;

import dev.shopkeeper.benchmarks.platform.Clicks;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A closed loop of senders: each posts its next request when the one before was answered. */
final class CollectorLoad {

    /**
     * What one period gave.
     *
     * @param acknowledged events answered 202
     * @param refusedRequests requests answered anything else, or not at all
     * @param latencies of the acknowledged requests, nanoseconds, ascending
     */
    record Result(int acknowledged, int refusedRequests, double seconds, long[] latencies) {

        double eventsPerSecond() {
            return acknowledged / seconds;
        }

        double millisAt(double quantile) {
            return latencies.length == 0
                    ? Double.NaN
                    : Math.round(latencies[(int) (quantile * (latencies.length - 1))] / 10_000.0) / 100.0;
        }
    }

    private final GatewayClient gateway;
    private final Clicks clicks;
    private final int batch;
    private final int senders;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

    CollectorLoad(GatewayClient gateway, Clicks clicks, int batch, int senders) {
        this.gateway = gateway;
        this.clicks = clicks;
        this.batch = batch;
        this.senders = senders;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    Result send(Duration period) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + period.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < senders; sender++) {
                threads.execute(() -> sendUntil(end));
            }
            threads.shutdown();
            threads.awaitTermination(period.toSeconds() + 60, TimeUnit.SECONDS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] sorted = latencies.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Result(acknowledged.get(), refused.get(), seconds, sorted);
    }

    private void sendUntil(long end) {
        while (System.nanoTime() < end) {
            int first = next.getAndAdd(batch);
            byte[] body = batch == 1 ? clicks.single(first) : clicks.batch(first, batch);
            long begun = System.nanoTime();
            try {
                int status = gateway.post("/api/v1/events", body).status();
                if (status == 202) {
                    latencies.add(System.nanoTime() - begun);
                    acknowledged.addAndGet(batch);
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException e) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
