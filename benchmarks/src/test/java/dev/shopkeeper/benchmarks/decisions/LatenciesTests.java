package dev.shopkeeper.benchmarks.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTests {

    private static Latencies oneToThousand() {
        List<Long> millis = new ArrayList<>();
        for (long i = 1; i <= 1_000; i++) {
            millis.add(i);
        }
        Collections.shuffle(millis, new Random(7));
        Latencies latencies = new Latencies();
        millis.forEach(each -> latencies.add(each * 1_000_000));
        return latencies;
    }

    @Test
    void quantilesAreThoseOfTheNearestRank() {
        Latencies latencies = oneToThousand();

        assertThat(latencies.quantile(0.5)).isEqualTo(500);
        assertThat(latencies.quantile(0.99)).isEqualTo(990);
        assertThat(latencies.quantile(0.9901)).isEqualTo(991);
        assertThat(latencies.quantile(1)).isEqualTo(1_000);
        assertThat(latencies.quantile(0.0001)).isEqualTo(1);
    }

    @Test
    void oneSlowAnswerOfAHundredIsNotHiddenByTheHundredth() {
        Latencies latencies = new Latencies();
        for (int i = 0; i < 100; i++) {
            latencies.add(i < 98 ? 1_000_000 : 80_000_000);
        }

        assertThat(latencies.quantile(0.99)).isEqualTo(80);
    }

    @Test
    void sumsUpThoseOfAll() {
        Latencies all = new Latencies();
        all.addAll(oneToThousand());
        all.addAll(oneToThousand());

        assertThat(all.count()).isEqualTo(2_000);
        assertThat(all.quantile(0.5)).isEqualTo(500);
        assertThat(all.figures()).containsEntry("requests", 2_000).containsEntry("p99_ms", 990.0);
    }

    @Test
    void nothingHasNoQuantile() {
        assertThatThrownBy(() -> new Latencies().quantile(0.5)).isInstanceOf(IllegalStateException.class);
    }
}
