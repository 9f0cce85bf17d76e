package dev.shopkeeper.inventory.forecast.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleSeasonalTests {

    private static final int DAY = 24;
    private static final int WEEK = 168;

    private static double[] series(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }

    /** Busy by day, more so from Monday to Friday. */
    private static double weekly(int hour) {
        double day = 10 + 6 * Math.sin(2 * Math.PI * (hour % DAY) / DAY);
        return 100 + day * (hour % WEEK < 5 * DAY ? 4 : 1);
    }

    private static double noise(SplittableRandom random, double size) {
        return size * (random.nextDouble() + random.nextDouble() - 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheWeekBehindTheDay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);

        assertThat(LongSeason.of(series(700, hour -> weekly(hour) + noise(random, 10)), DAY))
                .isEqualTo(WEEK);
    }

    @Test
    void findsNoneWhereOnlyTheDayRepeatsOrNothingDoes() {
        int found = 0;
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] walk = new double[700];
            for (int hour = 1; hour < walk.length; hour++) {
                walk[hour] = walk[hour - 1] + noise(random, 1);
            }
            double[] daily = series(700, hour -> 50 + 10 * Math.sin(2 * Math.PI * hour / DAY) + noise(random, 5));
            found += LongSeason.of(daily, DAY) > 0 ? 1 : 0;
            found += LongSeason.of(walk, DAY) > 0 ? 1 : 0;
        }
        // Of eighty, with a bound of one in a hundred for each of some ten multiples.
        assertThat(found).isLessThanOrEqualTo(8);
    }

    @Test
    void findsNoneInShortHistoriesWithoutAPeriodOrWithoutChange() {
        assertThat(LongSeason.of(series(100, DoubleSeasonalTests::weekly), DAY)).isZero();
        assertThat(LongSeason.of(series(700, DoubleSeasonalTests::weekly), 1)).isZero();
        assertThat(LongSeason.of(series(700, hour -> 7), DAY)).isZero();
        assertThat(new DoubleSeasonal().suits(series(700, hour -> 7), DAY)).isFalse();
        assertThat(new DoubleSeasonal().suits(series(700, hour -> weekly(hour % DAY)), DAY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 741})
    void goesOnWithBothSeasonsWhereverInTheWeekTheHistoryEnds(int length) {
        SplittableRandom random = new SplittableRandom(9);
        double[] history = series(length, hour -> weekly(hour) + noise(random, 2));
        double[] future = series(WEEK, h -> weekly(length + h));

        double[] path = new DoubleSeasonal().forecast(history, DAY, WEEK);

        double error = IntStream.range(0, WEEK)
                .mapToDouble(h -> Math.abs(path[h] - future[h]))
                .average()
                .orElse(0);
        double naive = IntStream.range(0, WEEK)
                .mapToDouble(h -> Math.abs(history[length - DAY + h % DAY] - future[h]))
                .average()
                .orElse(0);
        assertThat(error).isLessThan(2);
        assertThat(naive).isGreaterThan(8);
    }

    @Test
    void multipliesSeasonsWhereTheyGrowWithTheLevel() {
        double[] history = series(900, hour -> weekly(hour) * Math.exp(hour / 900.0));
        double[] future = series(DAY, h -> weekly(900 + h) * Math.exp((900 + h) / 900.0));

        double[] path = new DoubleSeasonal().forecast(history, DAY, DAY);

        for (int h = 0; h < DAY; h++) {
            assertThat(path[h] / future[h]).as("hour %d", h).isCloseTo(1, within(0.05));
        }
    }

    @Test
    void followsAChangedLevelAndStaysAboveZero() {
        double[] history = series(700, hour -> hour < 500 ? weekly(hour) : weekly(hour) - 90);
        Arrays.fill(history, 690, 700, 0);

        double[] path = new DoubleSeasonal().forecast(history, DAY, WEEK);

        assertThat(Arrays.stream(path).boxed()).allMatch(value -> value >= 0 && value < 120);
    }
}
