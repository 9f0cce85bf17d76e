package dev.shopkeeper.recommendation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PastTests {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void wantsWhatIsUsedUpAgainAfterHalfOfTheTimeThatItLastedBefore() {
        assertThat(new Past.Bought(1, FIRST, FIRST).wantedAgain(WEEK)).isEqualTo(FIRST.plus(WEEK));
        Instant last = FIRST.plus(Duration.ofDays(60));
        assertThat(new Past.Bought(3, FIRST, last).wantedAgain(WEEK))
                .as("every thirty days")
                .isEqualTo(last.plus(Duration.ofDays(15)));
        assertThat(new Past.Bought(2, FIRST, FIRST).wantedAgain(WEEK))
                .as("two at once")
                .isEqualTo(FIRST);
    }
}
