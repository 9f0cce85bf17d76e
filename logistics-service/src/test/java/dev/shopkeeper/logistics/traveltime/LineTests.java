package dev.shopkeeper.logistics.traveltime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTests {

    private static double squares(double[] x, double[] y, double[] weights, double intercept, double slope) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double rest = y[i] - intercept - slope * x[i];
            sum += weights[i] * rest * rest;
        }
        return sum;
    }

    /** Against ever smaller steps downhill within the bounds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void leavesTheLeastSquaresThatNoNegativeTermCanLeave(long seed) {
        Random random = new Random(seed);
        double[] x = new double[30];
        double[] y = new double[30];
        double[] weights = new double[30];
        double intercept = random.nextGaussian();
        double slope = random.nextGaussian();
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble() * 3;
            y[i] = intercept + slope * x[i] + random.nextGaussian() / 4;
            weights[i] = random.nextDouble();
        }
        double a = 1;
        double b = 1;
        for (double step = 1; step > 1e-9; step /= 2) {
            boolean moved = true;
            while (moved) {
                moved = false;
                double now = squares(x, y, weights, a, b);
                double[][] ways = {{step, 0}, {-step, 0}, {0, step}, {0, -step}, {step, -step}, {-step, step}};
                for (double[] way : ways) {
                    double nextA = Math.max(0, a + way[0]);
                    double nextB = Math.max(0, b + way[1]);
                    if (squares(x, y, weights, nextA, nextB) < now - 1e-15) {
                        a = nextA;
                        b = nextB;
                        moved = true;
                        break;
                    }
                }
            }
        }

        Line line = Line.fit(x, y, weights);

        assertThat(line.intercept())
                .as("seed %d, y %s", seed, Arrays.toString(y))
                .isCloseTo(a, within(1e-4));
        assertThat(line.slope()).as("seed %d", seed).isCloseTo(b, within(1e-4));
    }
}
