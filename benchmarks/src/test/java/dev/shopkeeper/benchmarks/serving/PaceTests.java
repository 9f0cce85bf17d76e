package dev.shopkeeper.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTests {

    @Test
    void spreadsRequestsEvenly() {
        Pace pace = Pace.perSecond(500);

        assertThat(pace.dueNanos(0)).isZero();
        assertThat(pace.dueNanos(1)).isEqualTo(2_000_000);
        assertThat(pace.dueNanos(499)).isEqualTo(998_000_000);
        assertThat(pace.fromDue()).isTrue();
    }

    @ParameterizedTest(name = "{0} a second")
    @ValueSource(ints = {1, 3, 7, 500, 999})
    void isExactAtWholeSecondsHoweverLongItRuns(int rate) {
        assertThat(Pace.perSecond(rate).dueNanos(rate * 3_000)).isEqualTo(3_000_000_000_000L);
    }

    @ParameterizedTest(name = "{0} a second")
    @ValueSource(ints = {1, 3, 7, 500, 999})
    void countsWhatIsDueAsOneByOne(int rate) {
        Pace pace = Pace.perSecond(rate);
        SplittableRandom random = new SplittableRandom(rate);
        for (int trial = 0; trial < 200; trial++) {
            // given: some time, or just when a request is due, or just before
            int number = random.nextInt(3 * rate);
            long nanos = trial % 3 == 0
                    ? random.nextLong(3_000_000_000L)
                    : Math.max(0, pace.dueNanos(number) - trial % 3 + 1);

            // when
            long counted = 0;
            while (pace.dueNanos((int) counted) <= nanos) {
                counted++;
            }

            // then
            assertThat(pace.dueBy(nanos)).as("%d a second, %d ns", rate, nanos).isEqualTo(counted);
        }
    }

    @Test
    void isAlwaysDueInAClosedLoop() {
        assertThat(Pace.AT_ONCE.dueNanos(1_000_000)).isZero();
        assertThat(Pace.AT_ONCE.fromDue()).isFalse();
    }

    @Test
    void refusesARateOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.perSecond(0)).withMessageContaining("rate is 0");
    }
}
