package dev.shopkeeper.benchmarks.faults;

import dev.shopkeeper.benchmarks.BenchCase;
import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.platform.Clicks;
import dev.shopkeeper.benchmarks.platform.GatewayClient;
import dev.shopkeeper.benchmarks.platform.Platform;
import dev.shopkeeper.benchmarks.platform.TopicCount;
import dev.shopkeeper.events.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sends events and runs an import while the gateway, the recommendation service and the broker are killed with {@code
 * kill -9} at random moments; the launcher starts them again. Afterwards every event that was answered 202 must stand in
 * Kafka and exactly once in PostgreSQL, and every line of the import must be accounted for.
 *
 * <p>Options: {@code seconds} (120), {@code seed} of the moments and victims, {@code orders} of the import (2000).
 */
public final class FaultsBench implements BenchCase {

    private static final List<String> VICTIMS = List.of("gateway", "recommendation-service", "kafka");

    @Override
    public Map<String, Object> run(BenchOptions options) throws Exception {
        Platform platform = Platform.of(options);
        GatewayClient gateway = platform.operator();
        SplittableRandom random = new SplittableRandom(options.seed());
        Duration period = Duration.ofSeconds(options.number("seconds", 120));
        String run = "fault-" + options.seed() + "-" + System.nanoTime() + "-";
        Map<String, Object> figures = new LinkedHashMap<>();

        try (TopicCount topic = new TopicCount(platform.bootstrapServers(), Topic.BEHAVIOUR)) {
            ImportUnderFaults imported = new ImportUnderFaults(gateway, platform, run, options.number("orders", 2000));
            imported.start();
            PersistentSender sender = new PersistentSender(gateway, new Clicks(run, 500, 500));
            Thread sending = Thread.ofVirtual().start(sender);
            Map<String, Integer> kills = killAtRandom(platform, random, period);
            sender.stop();
            sending.join(Duration.ofMinutes(3));

            figures.put("kills", kills);
            figures.put("requests_not_answered_202", sender.notAcknowledged());
            figures.put("events_acknowledged", sender.acknowledged().size());
            Verdict verdict = new Verdict(platform, topic);
            figures.putAll(verdict.of(run, sender.acknowledged()));
            figures.putAll(imported.outcome());
        }
        return figures;
    }

    private static Map<String, Integer> killAtRandom(Platform platform, SplittableRandom random, Duration period)
            throws Exception {
        Map<String, Integer> kills = new LinkedHashMap<>();
        long end = System.nanoTime() + period.toNanos();
        int turn = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(4_000 + random.nextInt(12_000));
            // Each victim comes once before chance decides alone, so that no run leaves one out.
            String victim = VICTIMS.get(turn < VICTIMS.size() ? turn : random.nextInt(VICTIMS.size()));
            turn++;
            if (platform.process(victim).map(ProcessHandle::destroyForcibly).orElse(false)) {
                kills.merge(victim, 1, Integer::sum);
            }
        }
        return kills;
    }
}
