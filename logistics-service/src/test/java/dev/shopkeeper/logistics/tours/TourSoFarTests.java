package dev.shopkeeper.logistics.tours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TourSoFarTests {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private static Instant minute(int minute) {
        return NINE.plusSeconds(60L * minute);
    }

    /** Ten minutes of driving to each, five at the door. */
    private static TourSoFar.Row row(int index, @Nullable Instant arrived, @Nullable Instant ended) {
        return new TourSoFar.Row(
                "d" + index,
                "v@2026-03-02",
                index,
                minute(10 + 15 * index),
                minute(15 + 15 * index),
                600,
                4_000,
                1_000,
                7,
                ended != null ? "COMPLETED" : arrived != null ? "ARRIVED" : "WAITING",
                arrived,
                ended,
                null);
    }

    private static TourSoFar tour(TourSoFar.Row... rows) {
        return new TourSoFar(NINE, null, List.of(rows));
    }

    @Test
    void waitsUntilSomebodySaysThatItLeft() {
        TourSoFar silent = tour(row(0, null, null), row(1, null, null));

        assertThat(silent.departed(minute(60), false)).isFalse();
        assertThat(silent.departed(minute(60), true)).isTrue();
        assertThat(silent.departed(minute(-1), true)).isFalse();
        assertThat(TourSoFar.NONE.departed(minute(60), true)).isFalse();
        assertThat(new TourSoFar(NINE, minute(3), silent.rows()).departed(minute(4), false))
                .isTrue();
        assertThat(tour(row(0, minute(12), null)).departed(minute(12), false)).isTrue();
    }

    @Test
    void leftWhenItWasSaidOrAsItsFirstReportTells() {
        assertThat(new TourSoFar(NINE, minute(3), List.of(row(0, minute(5), null))).left())
                .isEqualTo(minute(3));
        assertThat(tour(row(0, minute(5), null)).left()).isEqualTo(minute(-5));
        assertThat(tour(row(0, minute(30), null)).left()).isEqualTo(NINE);
    }

    @Test
    void isBehindWhatWasReportedAndAfterThatWhatItsTimeHasPassed() {
        TourSoFar reported = tour(row(0, null, null), row(1, minute(20), minute(24)), row(2, null, null));

        // the first one was passed over, and is still to be brought
        assertThat(reported.behind(minute(5)))
                .extracting(TourSoFar.Row::stopIndex)
                .containsExactly(1);
        assertThat(reported.behind(minute(41)))
                .extracting(TourSoFar.Row::stopIndex)
                .containsExactly(1, 2);
        assertThat(tour(row(0, null, null), row(1, null, null)).behind(minute(12)))
                .extracting(TourSoFar.Row::stopIndex)
                .containsExactly(0);
    }

    @Test
    void isLastWhereItWasLatest() {
        TourSoFar disorderly = tour(row(0, minute(31), minute(40)), row(1, null, null), row(2, minute(20), minute(24)));

        TourSoFar.Row last = TourSoFar.last(disorderly.behind(minute(41)));

        assertThat(last).isNotNull().extracting(TourSoFar.Row::stopIndex).isEqualTo(0);
        assertThat(TourSoFar.last(List.of())).isNull();
        assertThat(row(0, minute(20), null).freeAt()).isEqualTo(minute(25));
        assertThat(row(0, null, null).freeAt()).isEqualTo(minute(15));
    }
}
