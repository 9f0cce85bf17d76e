package dev.shopkeeper.pricing.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.pricing.elasticity.ItemWeeks;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ItemDaysTests {

    private static final long UNTIL = 20_006;
    private static final double DAY = 86_400;

    private final ItemDays item = new ItemDays("tea", "drinks", "brand", 20);

    private ItemWeeks weeks(int weeks) {
        return Objects.requireNonNull(item.weeks(UNTIL, weeks));
    }

    @Test
    void takesThePriceThatWasPaidBeforeTheOneThatWasShownAndThatBeforeTheLedgers() {
        item.addLedger(UNTIL - 30, 20);
        for (long day = UNTIL - 7; day < UNTIL; day++) {
            item.addSeen(day, 18);
        }
        item.addOrdered(UNTIL - 7, 2, 16);
        ItemWeeks cut = weeks(3);
        assertThat(cut.logPrice()[2]).isCloseTo((Math.log(16) + 6 * Math.log(18)) / 7, within(1e-12));
        assertThat(cut.logPrice()[0]).isCloseTo(Math.log(20), within(1e-12));
        assertThat(cut.units()).containsExactly(0, 0, 2);
    }

    @Test
    void takesTheNearestDayWithinThreeAndTheUsualPriceBeyond() {
        item.addSeen(UNTIL - 21, 10);
        item.addSeen(UNTIL - 1, 20);
        item.addSeen(UNTIL - 2, 20);
        ItemWeeks cut = weeks(3);
        assertThat(cut.logPrice()[0]).isCloseTo((4 * Math.log(10) + 3 * Math.log(20)) / 7, within(1e-12));
        assertThat(cut.logPrice()[1]).isCloseTo(Math.log(20), within(1e-12));
    }

    @Test
    void believesNoPriceThatIsFarFromTheListPrice() {
        item.addSeen(UNTIL - 7, 0.01);
        item.addSeen(UNTIL - 6, 101);
        item.addOrdered(UNTIL - 7, 1, 20);
        item.addCompetitor(UNTIL - 5, 900);
        ItemWeeks cut = weeks(1);
        assertThat(cut.logPrice()[0]).isCloseTo(Math.log(20), within(1e-12));
        assertThat(cut.logCompetitor()[0]).isNaN();
    }

    @Test
    void countsNoWeekBelowZeroAndNothingBeforeTheItemWasKnown() {
        item.addOrdered(UNTIL - 10, -3, Double.NaN);
        item.addOrdered(UNTIL - 3, 4, 20);
        ItemWeeks cut = weeks(5);
        // The week that it became known in was not known from its beginning.
        assertThat(cut.first()).isEqualTo(4);
        assertThat(cut.units()).containsExactly(0, 0, 0, 0, 4);
    }

    @Test
    void tellsTheInterestOfTheWeekBefore() {
        item.addOrdered(UNTIL - 14, 1, 20);
        item.addViews(UNTIL - 14, 5);
        item.addViews(UNTIL - 8, 2);
        item.addViews(UNTIL - 1, 9);
        assertThat(weeks(2).interest()).containsExactly(0, 7);
    }

    @Test
    void isSoldOutWhileNoLocationHasAnyAndUnknownBeforeTheFirstLevel() {
        item.addOrdered(UNTIL - 21, 1, 20);
        double begin = (UNTIL - 14) * DAY;
        item.addAvailability("east", begin, true);
        item.addAvailability("west", begin, false);
        item.addAvailability("east", begin + 2 * DAY, false);
        item.addAvailability("west", begin + 3.75 * DAY, true);
        ItemWeeks cut = weeks(3);
        assertThat(cut.soldOut()[0]).isNaN();
        assertThat(cut.soldOut()[1]).isCloseTo(1.75 / 7, within(1e-12));
        assertThat(cut.soldOut()[2]).isZero();
    }

    @Test
    void isNothingWhileNoWholeWeekIsKnown() {
        assertThat(item.weeks(UNTIL, 4)).isNull();
        item.addOrdered(UNTIL - 3, 1, 20);
        assertThat(item.weeks(UNTIL, 4)).isNull();
    }
}
