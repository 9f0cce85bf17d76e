package dev.shopkeeper.recommendation.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseLineTests {

    private static final LineChange.Key KEY = new LineChange.Key("order-1", "tea");
    private static final Instant DAY_1 = Instant.parse("2026-03-01T23:30:00Z");
    private static final Instant DAY_2 = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void countsAnOrderOnceThoughTheStorefrontReportedItToo() {
        PurchaseLine line = PurchaseLine.first(LineChange.reported(KEY, "anna", "cookie", 2, DAY_2))
                .with(LineChange.ordered(KEY, "anna", 2, DAY_1));

        assertThat(line.netUnits()).isEqualTo(2);
        assertThat(line.day()).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    @Test
    void believesTheOrderRatherThanTheStorefront() {
        PurchaseLine line = PurchaseLine.first(LineChange.ordered(KEY, "anna", 3, DAY_1))
                .with(LineChange.reported(KEY, null, "cookie", 1, DAY_1))
                .with(LineChange.refunded(KEY, null, 1, DAY_2));

        assertThat(line.netUnits()).isEqualTo(3);
        assertThat(line.userId()).isEqualTo("anna");
        assertThat(line.anonymousId()).isEqualTo("cookie");
    }

    @Test
    void doesNotCountWhatWasCancelledBeforeItWasHeardOf() {
        PurchaseLine line = PurchaseLine.first(LineChange.cancelled(KEY, "anna", 2, DAY_2));
        assertThat(line.netUnits()).isEqualTo(-2);

        line = line.with(LineChange.ordered(KEY, "anna", 2, DAY_1));
        assertThat(line.netUnits()).isZero();
        assertThat(line.counts()).isFalse();
        assertThat(line.day()).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    @Test
    void neverUndoesMoreThanWasOrdered() {
        PurchaseLine line = PurchaseLine.first(LineChange.ordered(KEY, "anna", 5, DAY_1))
                .with(LineChange.cancelled(KEY, "anna", 4, DAY_2))
                .with(LineChange.returned(KEY, "anna", 4, DAY_2));

        assertThat(line.cancelledUnits()).isEqualTo(4);
        assertThat(line.returnedUnits()).isEqualTo(1);
        assertThat(line.netUnits()).isZero();
        assertThat(line.asVoided().cancelledUnits()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheSameInWhateverOrderItsChangesAreHeard(long seed) {
        Random random = new Random(seed);
        List<LineChange> changes = new ArrayList<>(List.of(
                LineChange.ordered(KEY, "anna", 9, DAY_1),
                LineChange.reported(KEY, "anna", "cookie", 8, DAY_2),
                LineChange.cancelled(KEY, "anna", 1, DAY_2),
                LineChange.cancelled(KEY, "anna", 2, DAY_2),
                LineChange.returned(KEY, "anna", 3, DAY_2),
                LineChange.refunded(KEY, null, 1, DAY_2)));
        PurchaseLine expected = apply(changes);
        Collections.shuffle(changes, random);

        assertThat(apply(changes)).as("seed %s", seed).isEqualTo(expected);
        assertThat(expected.netUnits()).isEqualTo(3);
    }

    private static PurchaseLine apply(List<LineChange> changes) {
        PurchaseLine line = PurchaseLine.first(changes.getFirst());
        for (LineChange change : changes.subList(1, changes.size())) {
            line = line.with(change);
        }
        return line;
    }
}
