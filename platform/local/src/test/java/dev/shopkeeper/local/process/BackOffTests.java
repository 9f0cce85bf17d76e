package dev.shopkeeper.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTests {

    private final BackOff backOff = new BackOff();

    @Test
    void waitsHalfASecondHoweverOftenWhatDidItsWorkDies() {
        for (int kill = 0; kill < 20; kill++) {
            backOff.died(Duration.ofMinutes(2));

            assertThat(backOff.pause()).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void waitsTwiceAsLongEachTimeThatItDiesSoonAndFifteenSecondsAtMost() {
        long[] millis = {500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000};
        for (long wanted : millis) {
            backOff.died(Duration.ofSeconds(3));

            assertThat(backOff.pause()).isEqualTo(Duration.ofMillis(wanted));
        }
    }

    @Test
    void beginsAnewAfterALongLife() {
        backOff.died(Duration.ofSeconds(3));
        backOff.died(Duration.ofSeconds(3));

        backOff.died(Duration.ofSeconds(30));

        assertThat(backOff.pause()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void givesUpAfterSixStartsInARowThatCameToNothing() {
        backOff.died(Duration.ofMinutes(2));
        for (int start = 0; start < 5; start++) {
            backOff.failedToStart();
            assertThat(backOff.hopeless()).isFalse();
        }

        backOff.failedToStart();

        assertThat(backOff.hopeless()).isTrue();
        assertThat(backOff.failedStarts()).isEqualTo(6);
        assertThat(backOff.pause()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void hopesAgainOnceItWasReady() {
        for (int start = 0; start < 6; start++) {
            backOff.failedToStart();
        }

        backOff.died(Duration.ofSeconds(1));

        assertThat(backOff.hopeless()).isFalse();
    }
}
