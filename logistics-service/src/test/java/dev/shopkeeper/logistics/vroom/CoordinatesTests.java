package dev.shopkeeper.logistics.vroom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoordinatesTests {

    @Test
    void measuresAsTheCrowFliesTimesTheDetour() {
        Coordinates plain =
                new Coordinates(new double[] {0, 0, 116.4, 121.47}, new double[] {0, 1, 39.9, 31.23}, 1, 10);
        Coordinates streets =
                new Coordinates(new double[] {0, 0, 116.4, 121.47}, new double[] {0, 1, 39.9, 31.23}, 1.3, 5);

        // a degree of a great circle of the mean earth
        assertThat(plain.distance(0, 1)).isEqualTo(111_195);
        assertThat(plain.duration(0, 1)).isEqualTo(11_120);
        assertThat(plain.distance(1, 0)).isEqualTo(plain.distance(0, 1));
        assertThat(plain.distance(2, 2)).isZero();
        // Beijing to Shanghai, by air some 1,067 km
        assertThat(plain.distance(2, 3)).isBetween(1_060_000, 1_075_000);
        assertThat(streets.distance(0, 1)).isEqualTo(Math.toIntExact(Math.round(1.3 * 111_195.1)));
        assertThat(streets.duration(0, 1)).isEqualTo(Math.toIntExact(Math.round(streets.distance(0, 1) / 5.0)));
    }
}
