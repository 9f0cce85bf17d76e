package dev.shopkeeper.benchmarks.decisions;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times of requests, from when each should have been sent. Not thread-safe. */
public final class Latencies {

    private long[] nanos = new long[256];
    private int size;

    public void add(long taken) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = taken;
    }

    public void addAll(Latencies others) {
        for (int i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    public int count() {
        return size;
    }

    /**
     * By the nearest rank: the smallest time that at least this share does not exceed.
     *
     * @param share above 0, at most 1
     * @return milliseconds
     */
    public double quantile(double share) {
        if (size == 0) {
            throw new IllegalStateException("Nothing was timed.");
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)] / 1e6;
    }

    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("requests", size);
        figures.put("p50_ms", DecisionsBench.rounded(quantile(0.5)));
        figures.put("p99_ms", DecisionsBench.rounded(quantile(0.99)));
        figures.put("max_ms", DecisionsBench.rounded(quantile(1)));
        return figures;
    }
}
