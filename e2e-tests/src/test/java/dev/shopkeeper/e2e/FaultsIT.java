package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.faults.FaultsBench;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A short run of the faults bench, without a shop whose models decide; {@code ./shop bench faults} is the long one. */
class FaultsIT {

    @Test
    void everythingAcknowledgedHasExactlyOneEffectThoughProcessesAreKilled() throws Exception {
        // given: a seed of its own for each run, printed with the outcome
        long seed = System.nanoTime() % 1_000_000;
        RunningPlatform platform = RunningPlatform.get();
        BenchOptions options = new BenchOptions(Map.of(
                "seed",
                Long.toString(seed),
                "kills",
                "5",
                "victims",
                "gateway,recommendation-service,order-service,inventory-service,kafka",
                "decisions",
                "false",
                "orders",
                "300",
                "patience",
                "120",
                "home",
                platform.stack().options().home().root().toString()));

        // when: those who take things in, and the broker, are killed at random moments
        Map<String, Object> figures = new FaultsBench().run(options);

        // then
        assertThat(figures).as("seed %d: %s", seed, figures).containsEntry("lost_or_doubled", 0L);
        assertThat((Map<?, ?>) figures.get("kills")).as("seed %d", seed).hasSize(5);
        assertThat(figures(figures, "import"))
                .containsEntry("lines_imported", 3000)
                .containsEntry("order_lines_stored", 3000L);
        assertThat((Integer) figures(figures, "events").get("acknowledged")).isGreaterThan(500);
        assertThat((Integer) figures(figures, "orders").get("acknowledged")).isPositive();
        assertThat((Integer) figures(figures, "messages").get("acknowledged")).isPositive();
        assertThat((Integer) figures(figures, "stock").get("acknowledged")).isPositive();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> figures(Map<String, Object> all, String name) {
        return (Map<String, Object>) Objects.requireNonNull(all.get(name));
    }
}
