package dev.shopkeeper.benchmarks.freshness;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.Clicks;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A new visitor looks at an item; from the collector's 202 on, the visitor's recommendations are asked for until they
 * name that item as a reason, under a steady background of other visitors' events.
 *
 * <p>Options: {@code visitors} (300), {@code background} events a second (200).
 */
public final class FreshnessBench implements BenchCase {

    private static final Duration GIVEN_UP = Duration.ofSeconds(10);

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        int visitors = options.number("visitors", 300);
        int background = options.number("background", 200);
        String run = "fresh-" + options.seed() + "-" + System.nanoTime() + "-";
        List<String> items = popularItems(gateway);
        SplittableRandom random = new SplittableRandom(options.seed());
        AtomicInteger sent = new AtomicInteger();
        long[] waits = new long[visitors];
        int never = 0;
        long start = System.nanoTime();
        try (ScheduledExecutorService timer = Executors.newScheduledThreadPool(2)) {
            Clicks clicks = new Clicks(run + "bg-", 5000, 2000);
            int perTick = Math.max(1, background / 20);
            timer.scheduleAtFixedRate(() -> post(gateway, clicks, sent, perTick), 0, 50, TimeUnit.MILLISECONDS);
            for (int visitor = 0; visitor < visitors; visitor++) {
                waits[visitor] = waitFor(gateway, run + visitor, items.get(random.nextInt(items.size())));
                never += waits[visitor] >= GIVEN_UP.toNanos() ? 1 : 0;
            }
            timer.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(waits);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("visitors", visitors);
        figures.put("never_changed", never);
        figures.put("background_events_per_second", Math.round(sent.get() / seconds));
        figures.put("p50_ms", millis(waits, 0.5));
        figures.put("p99_ms", millis(waits, 0.99));
        figures.put("max_ms", millis(waits, 1.0));
        return figures;
    }

    private static long waitFor(GatewayClient gateway, String visitor, String item) throws Exception {
        String event = """
                {"event_id":"%s-v","event_name":"view_item","occurred_at":"%s","anonymous_id":"%s",\
                "session_id":"%s","items":[{"item_id":"%s"}]}""".formatted(visitor, Instant.now(), visitor, visitor, item);
        int status = gateway.post("/api/v1/events", event.getBytes(StandardCharsets.UTF_8))
                .status();
        if (status != 202) {
            throw new IllegalStateException("The collector answered " + status + " to " + event);
        }
        long acknowledged = System.nanoTime();
        while (System.nanoTime() - acknowledged < GIVEN_UP.toNanos()) {
            JsonNode answer = gateway.get("/api/v1/recommendations?anonymous_id=" + visitor + "&limit=10")
                    .json();
            if (names(answer, item)) {
                return System.nanoTime() - acknowledged;
            }
        }
        return GIVEN_UP.toNanos();
    }

    /** Whether some recommended item gives the viewed one as its reason. */
    private static boolean names(JsonNode answer, String item) {
        for (JsonNode recommended : answer.path("items")) {
            for (JsonNode reason : recommended.path("reasons")) {
                if (reason.path("subject").asString("").equals(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Items that others were seen with: only those can be a reason. */
    private static List<String> popularItems(GatewayClient gateway) throws Exception {
        List<String> items = new ArrayList<>();
        for (JsonNode item :
                gateway.get("/api/v1/recommendations/popular?limit=50").json().path("items")) {
            String id = item.path("item_id").asString();
            JsonNode similar = gateway.get("/api/v1/recommendations/similar/" + id + "?limit=5")
                    .json();
            if (!similar.path("items").isEmpty()) {
                items.add(id);
            }
        }
        if (items.isEmpty()) {
            throw new IllegalStateException("No item has neighbours. Maybe load the demo shop first: ./shop seed");
        }
        return items;
    }

    private static void post(GatewayClient gateway, Clicks clicks, AtomicInteger sent, int events) {
        try {
            if (gateway.post("/api/v1/events", clicks.batch(sent.get(), events)).status() == 202) {
                sent.addAndGet(events);
            }
        } catch (java.io.IOException e) {
            // the figure background_events_per_second shows what was not sent
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double millis(long[] sorted, double quantile) {
        return Math.round(sorted[(int) (quantile * (sorted.length - 1))] / 10_000.0) / 100.0;
    }
}
