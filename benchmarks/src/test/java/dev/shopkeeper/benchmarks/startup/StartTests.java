package dev.shopkeeper.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.benchmarks.platform.ProcessMemory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTests {

    @Test
    void comparesTheMeansOfBothSides() {
        // given
        List<Start> ours = List.of(start(80, 40, 1_800_000), start(100, 50, 2_200_000));
        List<Start> theirs = List.of(start(110, 45, 2_500_000), start(130, 45, 2_500_000));

        // then
        assertThat(Start.ratios(ours, theirs))
                .containsExactlyInAnyOrderEntriesOf(Map.of("processor", 0.75, "ready", 1.0, "idle_memory", 0.8));
    }

    @Test
    void saysWhichMemoryItRead() {
        assertThat(start(1, 2, 2_048).figures())
                .containsEntry("idle_memory", "pss")
                .containsEntry("idle_mebibytes", 2L);
        assertThat(new Start(1, 0, 2, new ProcessMemory(1, false)).figures()).containsEntry("idle_memory", "rss");
    }

    private static Start start(double processor, double wall, long kibibytes) {
        return new Start(processor, 0, wall, new ProcessMemory(kibibytes, true));
    }
}
