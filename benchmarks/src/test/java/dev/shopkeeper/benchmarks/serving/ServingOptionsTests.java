package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.shopkeeper.benchmarks.BenchOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingOptionsTests {

    @Test
    void measuresOnceAloneAndTwiceBesideAnother() {
        ServingOptions alone = ServingOptions.of(new BenchOptions(Map.of()));
        ServingOptions beside = ServingOptions.of(BenchOptions.parse(List.of("--against", "main")));

        assertThat(alone.rounds()).isEqualTo(1);
        assertThat(beside.rounds()).isEqualTo(2);
        assertThat(alone.items()).isEqualTo(2_000);
        assertThat(alone.rate()).isEqualTo(500);
        assertThat(alone.seconds()).isEqualTo(30);
    }

    @Test
    void namesWhatIsTooSmall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServingOptions.of(new BenchOptions(Map.of("rate", "0"))))
                .withMessage("--rate is 0, but must be at least 1.");
    }

    @Test
    void wantsToKnowTheCommitOfACheckout() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServingOptions.of(new BenchOptions(Map.of("checkout", "there"))))
                .withMessageContaining("--against");
    }
}
