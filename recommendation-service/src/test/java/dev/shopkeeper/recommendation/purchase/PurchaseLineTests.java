package dev.shopkeeper.recommendation.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.BehaviourRecorded;
import dev.shopkeeper.events.EventEnvelope;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
    void addsUpTheUnitsOfAnOrderThatIsToldInParts() {
        LineChange two = LineChange.ordered(KEY, "anna", 2, DAY_1);
        LineChange three = LineChange.ordered(KEY, "anna", 3, DAY_1);

        assertThat(apply(List.of(two, three)).units()).isEqualTo(5);
        assertThat(apply(List.of(three, two))).isEqualTo(apply(List.of(two, three)));
    }

    @Test
    void cancelsUnitsOfAPartThatIsHeardOfLater() {
        List<LineChange> parts = List.of(
                LineChange.ordered(KEY, "anna", 2, DAY_1),
                LineChange.cancelled(KEY, "anna", 4, DAY_2),
                LineChange.ordered(KEY, "anna", 3, DAY_1));

        assertThat(apply(parts.subList(0, 2)).netUnits()).isZero();
        assertThat(apply(parts).cancelledUnits()).isEqualTo(4);
        assertThat(apply(parts).netUnits()).isEqualTo(1);
    }

    @Test
    void countsThePurchaseOnceThatAPageReportedTwice() {
        LineChange report = LineChange.reported(KEY, "anna", "cookie", 2, DAY_1);
        LineChange again = LineChange.reported(KEY, "anna", "cookie", 2, DAY_2);

        assertThat(apply(List.of(report, again)).units()).isEqualTo(2);
        assertThat(apply(List.of(again, report)).day()).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    @Test
    void believesTheOrderOnItsUserInWhateverOrderTheyAreHeardOf() {
        LineChange storefront = LineChange.reported(KEY, "anna", "cookie", 2, DAY_1);
        LineChange guest = LineChange.ordered(KEY, null, 1, DAY_1);
        LineChange order = LineChange.ordered(KEY, "zoe", 1, DAY_1);

        assertThat(apply(List.of(storefront, guest)).userId()).isEqualTo("anna");
        assertThat(apply(List.of(storefront, order)).userId()).isEqualTo("zoe");
        assertThat(apply(List.of(order, guest, storefront)).userId()).isEqualTo("zoe");
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
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSameInWhateverOrderItsChangesAreHeard(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<LineChange> changes = new ArrayList<>();
            for (int number = random.nextInt(8); number >= 0; number--) {
                changes.add(change(random));
            }
            PurchaseLine expected = apply(changes);
            Collections.shuffle(changes, random);

            assertThat(apply(changes))
                    .as("seed %s, round %s: %s", seed, round, changes)
                    .isEqualTo(expected);
        }
    }

    private static LineChange change(Random random) {
        String user = random.nextInt(3) == 0 ? null : "user-" + random.nextInt(3);
        long units = 1 + random.nextInt(4);
        Instant at = DAY_1.plusSeconds(random.nextInt(5) * 40_000L);
        return switch (random.nextInt(6)) {
            case 0, 1 -> LineChange.ordered(KEY, user, units, at);
            case 2 -> LineChange.reported(KEY, user, "cookie-" + random.nextInt(3), units, at);
            case 3 -> LineChange.cancelled(KEY, user, units, at);
            case 4 -> LineChange.returned(KEY, user, units, at);
            default -> LineChange.refunded(KEY, user, units, at);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsWhatCountingUnitByUnitCounts(long seed) {
        // given
        List<EventEnvelope<?>> events = new RandomOrders(seed).events(40);
        Map<LineChange.Key, ObviousCount.Sold> expected = ObviousCount.of(events);

        // when
        PurchaseChanges changes = new PurchaseChanges();
        for (EventEnvelope<?> event : events) {
            switch (event.data()) {
                case OrderPlaced placed -> changes.add(placed);
                case OrderCancelled cancelled -> changes.add(cancelled);
                case ReturnCompleted returned -> changes.add(returned);
                case BehaviourRecorded reported
                when reported.eventName().equals("purchase") -> changes.addPurchase(reported);
                case BehaviourRecorded reported -> changes.addRefund(reported);
                default -> throw new IllegalStateException(event.toString());
            }
        }
        Map<LineChange.Key, PurchaseLine> lines = new TreeMap<>();
        changes.changes()
                .forEach(change ->
                        lines.merge(change.key(), PurchaseLine.first(change), (line, ignored) -> line.with(change)));

        // then
        Map<LineChange.Key, ObviousCount.Sold> counted = new TreeMap<>();
        lines.forEach((key, line) -> counted.put(
                key, new ObviousCount.Sold(line.day(), line.units(), line.cancelledUnits(), line.returnedUnits())));
        assertThat(counted).as("seed %s", seed).isEqualTo(expected);
    }

    private static PurchaseLine apply(List<LineChange> changes) {
        PurchaseLine line = PurchaseLine.first(changes.getFirst());
        for (LineChange change : changes.subList(1, changes.size())) {
            line = line.with(change);
        }
        return line;
    }
}
