package dev.shopkeeper.inventory.forecast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.inventory.forecast.history.DemandSeries.Note;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketsTests {

    private static final long UNTIL = 20_000;

    private static List<DemandSeries> weeks(ItemHistory history) {
        return new Buckets(UNTIL, 7, 100).cut(history);
    }

    @Test
    void daysWithoutNewsAreDaysWithoutDemandAndDoubledDaysAddUp() {
        ItemHistory history = new ItemHistory("i");
        history.addKnown("main", UNTIL - 28);
        history.addOrdered(UNTIL - 1, 2);
        history.addOrdered(UNTIL - 1, 3);
        history.addOrdered(UNTIL - 21, 1);
        history.addOrdered(UNTIL, 100); // not known wholly yet
        DemandSeries series = weeks(history).getFirst();
        assertThat(series.series().values()).containsExactly(0, 1, 0, 5);
        assertThat(series.locationId()).isEqualTo("main");
        assertThat(series.notes()).containsExactly(Note.SHORT_HISTORY);
    }

    @Test
    void moreCancelledThanOrderedCountsAsNone() {
        ItemHistory history = new ItemHistory("i");
        history.addKnown("main", UNTIL - 14);
        history.addOrdered(UNTIL - 3, -4);
        history.addOrdered(UNTIL - 2, 1);
        DemandSeries series = weeks(history).getFirst();
        assertThat(series.series().values()).containsExactly(0, 1);
        assertThat(series.notes()).contains(Note.NEGATIVE_DEMAND);
    }

    @Test
    void aWeekMostlyWithoutStockIsMadeUpForAndAnotherIsScaled() {
        ItemHistory history = new ItemHistory("i");
        for (int week = 10; week >= 1; week--) {
            history.addOrdered(UNTIL - 7 * week, week == 3 ? 0 : week == 1 ? 4 : 6);
            history.addSold("main", UNTIL - 7 * week, week == 3 ? 0 : 6);
        }
        for (int day = 0; day < 6; day++) {
            history.addStockOut("main", UNTIL - 21 + day, 1);
        }
        history.addStockOut("main", UNTIL - 2, 1);
        history.addStockOut("main", UNTIL - 1, 1);
        history.addStockOut("main", UNTIL - 1, 0.7);
        DemandSeries series = weeks(history).getFirst();
        assertThat(series.series().values()).containsExactly(6, 6, 6, 6, 6, 6, 6, 6, 6, 6);
        assertThat(series.notes()).contains(Note.STOCK_OUTS);
        assertThat(series.stockOutDays()).containsExactly(0, 0, 0, 0, 0, 0, 0, 6, 0, 2);
        assertThat(series.stockOutDaysInAll()).isEqualTo(8);
    }

    @Test
    void whatNobodyOrderedIsForecastFromTheLedger() {
        ItemHistory history = new ItemHistory("i");
        history.addSold("main", UNTIL - 60, 2);
        history.addSold("main", UNTIL - 1, 5);
        DemandSeries series = weeks(history).getFirst();
        assertThat(series.series().values()).hasSize(8).endsWith(5);
        assertThat(series.notes()).contains(Note.LEDGER_ONLY);
    }

    @Test
    void ordersAreSplitOverPlacesAsTheLedgerSoldThemAndNoUnitIsLost() {
        SplittableRandom random = new SplittableRandom(5);
        ItemHistory history = new ItemHistory("i");
        for (long day = UNTIL - 140; day < UNTIL; day++) {
            history.addOrdered(day, random.nextInt(4));
            if (random.nextInt(3) == 0) {
                history.addSold("east", day, 1);
                history.addSold("west", day, 2);
            }
        }
        List<DemandSeries> all = weeks(history);
        assertThat(all).extracting(DemandSeries::locationId).containsExactly(null, "east", "west");
        double east = Arrays.stream(all.get(1).series().values()).sum();
        double west = Arrays.stream(all.get(2).series().values()).sum();
        assertThat(east + west)
                .isEqualTo(Arrays.stream(all.get(0).series().values()).sum());
        assertThat(west / east).isBetween(1.9, 2.1);
        for (int b = 0; b < 20; b++) {
            assertThat(all.get(1).series().values()[b] + all.get(2).series().values()[b])
                    .isEqualTo(all.get(0).series().values()[b]);
        }
    }

    @Test
    void aDayCutsDaily() {
        ItemHistory history = new ItemHistory("i");
        history.addOrdered(UNTIL - 3, 1);
        history.addOrdered(UNTIL - 1, 2);
        assertThat(new Buckets(UNTIL, 1, 100).cut(history).getFirst().series().values())
                .containsExactly(1, 0, 2);
    }

    @Test
    void nothingKnownIsNoSeriesAndNothingSoldIsSaid() {
        assertThat(weeks(new ItemHistory("i"))).isEmpty();
        ItemHistory lies = new ItemHistory("i");
        lies.addKnown("main", UNTIL - 70);
        DemandSeries series = weeks(lies).getFirst();
        assertThat(series.series().values()).containsOnly(0).hasSize(10);
        assertThat(series.notes()).contains(Note.NEVER_SOLD);
    }
}
