package dev.shopkeeper.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.benchmarks.BenchOptions;
import dev.shopkeeper.benchmarks.faults.FaultsBench;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A short run of the faults bench; {@code ./shop bench faults} is the long one. */
class FaultsIT {

    @Test
    void everyAcknowledgedEventHasExactlyOneEffectThoughProcessesAreKilled() throws Exception {
        // given: a seed of its own for each run, printed with the outcome
        long seed = System.nanoTime() % 1_000_000;
        RunningPlatform platform = RunningPlatform.get();
        BenchOptions options = new BenchOptions(Map.of(
                "seed",
                Long.toString(seed),
                "seconds",
                "45",
                "orders",
                "300",
                "home",
                platform.stack().options().home().root().toString()));

        // when: the gateway, the recommendation service and the broker are killed at random moments
        Map<String, Object> figures = new FaultsBench().run(options);

        // then
        assertThat(figures)
                .as("seed %d: %s", seed, figures)
                .containsEntry("acknowledged_missing_in_kafka", 0L)
                .containsEntry("acknowledged_without_effect", 0L)
                .containsEntry("with_more_than_one_effect", 0L)
                .containsEntry("import_lines_imported", 3000)
                .containsEntry("import_order_lines_stored", 3000L);
        assertThat((Integer) figures.get("events_acknowledged")).isGreaterThan(1000);
        assertThat((Map<?, ?>) figures.get("kills")).as("seed %d", seed).hasSize(3);
    }
}
