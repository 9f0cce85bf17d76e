package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTests {

    @Test
    void comparesMeansOfRoundsNameByName() {
        List<Map<String, Double>> ones =
                List.of(Map.of("p99", 10.0, "rate", 300.0), Map.of("p99", 20.0, "rate", 500.0));
        List<Map<String, Double>> others =
                List.of(Map.of("p99", 40.0, "rate", 100.0), Map.of("p99", 20.0, "rate", 300.0));

        assertThat(Figures.ratios(ones, others)).isEqualTo(Map.of("p99", 0.5, "rate", 2.0));
    }

    @Test
    void leavesOutWhatCannotBeCompared() {
        List<Map<String, Double>> ones = List.of(Map.of("mine alone", 1.0, "idle", 1.0));
        List<Map<String, Double>> others = List.of(Map.of("theirs alone", 1.0, "idle", 0.0));

        assertThat(Figures.ratios(ones, others)).isEmpty();
        assertThat(Figures.ratios(List.of(), others)).isEmpty();
    }

    @Test
    void roundsToHundredthsAndThousandths() {
        assertThat(Figures.rounded(1.2349)).isEqualTo(1.23);
        assertThat(Figures.fine(1.2346)).isEqualTo(1.235);
    }
}
