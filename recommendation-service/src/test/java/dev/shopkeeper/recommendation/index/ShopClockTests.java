package dev.shopkeeper.recommendation.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.recommendation.interaction.InteractionLog.Cursor;
import dev.shopkeeper.recommendation.interaction.InteractionLog.Followed;
import dev.shopkeeper.recommendation.interaction.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ShopClockTests {

    private static final Clock REAL = Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC);

    private final ServingIndex index = new ServingIndex(
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("index", IndexSettings.class), REAL);
    private final ShopClock clock = new ShopClock(index, REAL);

    private void happened(String... times) {
        index.apply(Arrays.stream(times)
                .map(time -> new Followed(new Cursor("1", 1), Kind.PURCHASE, 1, "tea", 1L, Instant.parse(time), true))
                .toList());
    }

    @Test
    void isRealWhileNothingIsKnown() {
        assertThat(clock.now()).isEqualTo(REAL.instant());
    }

    @Test
    void standsAtTheNewestInteractionOfAnOldHistory() {
        happened("2011-12-09T12:50:00Z", "2011-12-01T00:00:00Z");
        happened("2010-12-01T08:26:00Z");

        assertThat(clock.now()).isEqualTo("2011-12-09T12:50:00Z");
    }

    @Test
    void isNeverAheadOfTheRealOne() {
        happened("2026-05-01T00:04:00Z");

        assertThat(clock.now()).isEqualTo(REAL.instant());
    }
}
