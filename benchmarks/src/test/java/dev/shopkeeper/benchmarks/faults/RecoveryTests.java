package dev.shopkeeper.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecoveryTests {

    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND;
    private final Recovery recovery = new Recovery(() -> now, () -> now += SECOND);

    @Test
    void tellsWhenTheLastProbeHadItsGoodAnswer() throws InterruptedException {
        OptionalLong at =
                recovery.await(List.of(() -> now >= 9 * SECOND, () -> now >= 7 * SECOND), Duration.ofMinutes(1));

        assertThat(at).hasValue(9 * SECOND);
    }

    @Test
    void asksAProbeNoMoreOnceItWasWellAnswered() throws InterruptedException {
        OptionalLong at =
                recovery.await(List.of(() -> now == 6 * SECOND, () -> now >= 8 * SECOND), Duration.ofMinutes(1));

        assertThat(at).hasValue(8 * SECOND);
    }

    @Test
    void takesAnErrorOfTheConnectionForABadAnswer() throws InterruptedException {
        OptionalLong at = recovery.await(
                List.of(() -> {
                    if (now < 8 * SECOND) {
                        throw new IOException("refused");
                    }
                    return true;
                }),
                Duration.ofMinutes(1));

        assertThat(at).hasValue(8 * SECOND);
    }

    @Test
    void givesUpAfterItsPatience() throws InterruptedException {
        assertThat(recovery.await(List.of(() -> false), Duration.ofSeconds(10))).isEmpty();
        assertThat(now).isEqualTo(15 * SECOND);
    }

    @Test
    void sumsUpTheTimes() {
        RecoveryTimes times = new RecoveryTimes();
        times.recovered("gateway", 4);
        times.recovered("order-service", 30.04);
        times.recovered("gateway", 6);
        times.recovered("gateway", 8);
        times.notRecovered("order-service");

        assertThat(times.kills()).isEqualTo(Map.of("gateway", 3, "order-service", 2));
        assertThat(times.figures())
                .containsEntry("recovered", 4)
                .containsEntry("not_recovered_while_waited_for", 1L)
                .containsEntry("median_seconds", 7.0)
                .containsEntry("max_seconds", 30.0)
                .containsEntry("above_30_seconds", 2L)
                .containsEntry(
                        "seconds_by_victim", Map.of("gateway", List.of(4.0, 6.0, 8.0), "order-service", List.of(30.0)));
    }

    @Test
    void hasNoMedianOfNothing() {
        assertThat(new RecoveryTimes().figures()).containsEntry("recovered", 0).containsEntry("median_seconds", null);
    }
}
