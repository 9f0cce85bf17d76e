package dev.shopkeeper.logistics.traveltime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTests {

    private static double[] speeds(Random random) {
        double[] speeds = new double[1 + random.nextInt(2 * TravelTimeModel.QUARTERS)];
        for (int quarter = 0; quarter < speeds.length; quarter++) {
            speeds[quarter] = random.nextDouble() * 25;
        }
        return speeds;
    }

    /** Second by second, at the speed of the quarter that each second is in. */
    private static double drive(double[] speeds, long departure, double metres) {
        double rest = metres;
        long second = departure;
        while (true) {
            int quarter = (int) Math.clamp(second / Progress.QUARTER, 0L, speeds.length - 1L);
            double speed = Math.max(0.3, speeds[quarter]);
            if (rest <= speed) {
                return second + rest / speed;
            }
            rest -= speed;
            second++;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void arrivesWhenADriveSecondBySecondDoes(long seed) {
        Random random = new Random(seed);
        double[] speeds = speeds(random);
        Progress progress = new Progress(speeds);
        for (int leg = 0; leg < 100; leg++) {
            long departure = random.nextInt(3 * 86_400);
            double metres = random.nextDouble() * 30_000;
            assertThat(progress.arrival(departure, metres))
                    .as("seed %d leg %d", seed, leg)
                    .isCloseTo(drive(speeds, departure, metres), within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverArrivesEarlierForLeavingLater(long seed) {
        Random random = new Random(seed);
        Progress progress = new Progress(speeds(random));
        for (int leg = 0; leg < 20; leg++) {
            double metres = random.nextDouble() * 30_000;
            double before = Double.NEGATIVE_INFINITY;
            for (double departure = -3_600; departure < 2.5 * 86_400; departure += random.nextDouble() * 400) {
                double arrival = progress.arrival(departure, metres);
                assertThat(arrival).as("seed %d at %f", seed, departure).isGreaterThanOrEqualTo(before);
                before = arrival;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void leavesInTimeToArriveBy(long seed) {
        Random random = new Random(seed);
        Progress progress = new Progress(speeds(random));
        for (int leg = 0; leg < 200; leg++) {
            double departure = (random.nextDouble() * 3 - 0.5) * 86_400;
            double metres = random.nextDouble() * 30_000;
            assertThat(progress.departure(progress.arrival(departure, metres), metres))
                    .as("seed %d leg %d", seed, leg)
                    .isCloseTo(departure, within(1e-5));
            assertThat(progress.secondsBy(progress.metresBy(departure))).isCloseTo(departure, within(1e-5));
        }
    }

    @Test
    void holdsTheFirstSpeedBeforeAndTheLastOneAfter() {
        Progress progress = new Progress(new double[] {2, 10});
        assertThat(progress.metresBy(-100)).isEqualTo(-200);
        assertThat(progress.metresBy(900)).isEqualTo(1_800);
        assertThat(progress.metresBy(1_900)).isEqualTo(11_800);
        assertThat(progress.secondsBy(-200)).isEqualTo(-100);
        assertThat(progress.secondsBy(11_800)).isEqualTo(1_900);
    }

    @Test
    void drivesAtACrawlWhereNothingMoves() {
        assertThat(new Progress(new double[] {0}).arrival(0, 30)).isCloseTo(100, within(1e-9));
        assertThat(new Progress(new double[] {-5}).metresBy(10)).isCloseTo(3, within(1e-9));
    }

    @Test
    void refusesWhatIsNoSpeed() {
        assertThatThrownBy(() -> new Progress(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Progress(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarter 1")
                .hasMessageContaining("NaN");
    }
}
