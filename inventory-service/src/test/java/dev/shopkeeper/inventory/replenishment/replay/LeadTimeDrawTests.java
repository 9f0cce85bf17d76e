package dev.shopkeeper.inventory.replenishment.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeadTimeDrawTests {

    @Test
    void keepsMeanAndDeviation() {
        LeadTimeDraw draw = new LeadTimeDraw(14, 5);
        double[] days = IntStream.range(0, 40_000)
                .mapToDouble(bucket -> draw.buckets(3, bucket, 1))
                .toArray();
        double mean = IntStream.range(0, days.length)
                .mapToDouble(i -> days[i])
                .average()
                .orElse(0);
        double square = IntStream.range(0, days.length)
                .mapToDouble(i -> (days[i] - mean) * (days[i] - mean))
                .average()
                .orElse(0);

        assertThat(mean).isCloseTo(14, within(0.15));
        // rounding by chance adds at most a quarter
        assertThat(square).isBetween(24.0, 26.5);
    }

    @Test
    void isFixedWhereItNeverVariesAndKeepsThePartsOfABucketInTheMean() {
        assertThat(IntStream.range(0, 100).map(bucket -> new LeadTimeDraw(14, 0).buckets(9, bucket, 7)))
                .containsOnly(2);
        assertThat(IntStream.range(0, 20_000)
                        .map(bucket -> new LeadTimeDraw(10, 0).buckets(9, bucket, 7))
                        .average()
                        .orElse(0))
                .isCloseTo(10.0 / 7, within(0.02));
    }

    @Test
    void isTheSameForABucketWhateverWasDrawnBefore() {
        LeadTimeDraw draw = new LeadTimeDraw(9, 4);
        int first = draw.buckets(5, 17, 1);
        draw.buckets(5, 16, 1);

        assertThat(draw.buckets(5, 17, 1)).isEqualTo(first);
    }
}
