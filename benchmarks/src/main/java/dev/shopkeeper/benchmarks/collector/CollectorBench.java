package dev.shopkeeper.benchmarks.collector;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.Clicks;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.TopicCount;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.local.Application;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends events to the collector as fast as it takes them, in batches and one by one, then counts in Kafka and in the
 * recommendation service's PostgreSQL what arrived. The peer of the same run is a bare Kafka producer.
 *
 * <p>Options: {@code seconds} (60), {@code batch} (100), {@code senders} (4), {@code single-seconds} (15).
 */
public final class CollectorBench implements BenchCase {

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        String run = "bench-" + options.seed() + "-" + System.nanoTime() + "-";
        int batch = options.number("batch", 100);
        int senders = options.number("senders", 4);
        Duration sustained = Duration.ofSeconds(options.number("seconds", 60));
        Duration singles = Duration.ofSeconds(options.number("single-seconds", 15));

        Map<String, Object> figures = new LinkedHashMap<>();
        double eventsPerSecond;
        try (TopicCount topic = new TopicCount(platform.bootstrapServers(), Topic.BEHAVIOUR)) {
            new CollectorLoad(gateway, new Clicks(run + "w-", 5000, 2000), 100, senders).send(Duration.ofSeconds(5));
            CollectorLoad batched = new CollectorLoad(gateway, new Clicks(run + "b-", 5000, 2000), batch, senders);
            CollectorLoad.Result result = batched.send(sustained);
            eventsPerSecond = result.eventsPerSecond();
            put(figures, "batched", result);
            CollectorLoad single = new CollectorLoad(gateway, new Clicks(run + "s-", 5000, 2000), 1, senders * 4);
            put(figures, "single", single.send(singles));
            count(figures, topic, platform, run + "b-", batched.acknowledged(), "batched");
            count(figures, topic, platform, run + "s-", single.acknowledged(), "single");
        }
        double peer = new ProducerPeer(platform.bootstrapServers()).eventsPerSecond(batch, Duration.ofSeconds(10));
        figures.put("bare_producer_events_per_second", Math.round(peer));
        figures.put("batched_share_of_bare_producer", Math.round(1000 * eventsPerSecond / peer) / 1000.0);
        return figures;
    }

    private static void put(Map<String, Object> figures, String name, CollectorLoad.Result result) {
        figures.put(name + "_events_per_second", Math.round(result.eventsPerSecond()));
        figures.put(name + "_acknowledged", result.acknowledged());
        figures.put(name + "_refused_requests", result.refusedRequests());
        figures.put(name + "_p50_ms", result.millisAt(0.50));
        figures.put(name + "_p99_ms", result.millisAt(0.99));
    }

    private static void count(
            Map<String, Object> figures, TopicCount topic, Platform platform, String prefix, int sent, String name)
            throws SQLException, InterruptedException {
        Map<String, Integer> ids = topic.idsWithPrefix(prefix);
        int messages = ids.values().stream().mapToInt(Integer::intValue).sum();
        figures.put(name + "_kafka_lost", sent - ids.size());
        figures.put(name + "_kafka_doubled", messages - ids.size());
        long start = System.nanoTime();
        long[] rows = rows(platform, prefix);
        while (rows[1] < sent
                && System.nanoTime() - start < Duration.ofMinutes(5).toNanos()) {
            Thread.sleep(500);
            rows = rows(platform, prefix);
        }
        figures.put(name + "_postgres_lost", sent - rows[1]);
        figures.put(name + "_postgres_doubled", rows[0] - rows[1]);
        figures.put(name + "_postgres_caught_up_after_ms", (System.nanoTime() - start) / 1_000_000);
    }

    /** Rows, and distinct event ids among them. */
    private static long[] rows(Platform platform, String prefix) throws SQLException {
        try (Connection connection = platform.database(Application.RECOMMENDATION);
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*), count(distinct event_id) from interaction where event_id like ?")) {
            statement.setString(1, prefix + "%");
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new long[] {result.getLong(1), result.getLong(2)};
            }
        }
    }
}
