package dev.shopkeeper.neural;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmoothFunctionsTests {

    @Test
    void areThoseOfTheMathLibrary() {
        for (double x = -100; x <= 100; x += 0.0007) {
            float value = (float) x;
            assertThat(Math.abs(SmoothFunctions.tanh(value) - Math.tanh(value))).isLessThan(5e-7);
            assertThat(Math.abs(SmoothFunctions.sigmoid(value) - 1 / (1 + Math.exp(-value))))
                    .isLessThan(5e-7);
        }
    }

    @Test
    void staysWithinTheirRange() {
        for (float value : new float[] {-Float.MAX_VALUE, -8, 8, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertThat(SmoothFunctions.tanh(value)).isBetween(-1f, 1f);
            assertThat(SmoothFunctions.sigmoid(value)).isBetween(0f, 1f);
        }
        assertThat(SmoothFunctions.tanh(0)).isZero();
        assertThat(SmoothFunctions.tanh(Float.NaN)).isNaN();
    }
}
