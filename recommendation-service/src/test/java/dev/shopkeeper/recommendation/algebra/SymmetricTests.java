package dev.shopkeeper.recommendation.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 23, 24, 60, 150})
    void solvesWhatItsSolutionWasMultipliedBy(int size) {
        Random random = new Random(size);
        float[] matrix = positiveDefinite(size, random);
        float[] wanted = new float[size];
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            wanted[i] = (float) random.nextGaussian();
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                vector[row] += matrix[row * size + column] * wanted[column];
            }
        }

        assertThat(Symmetric.solve(matrix, size, vector)).isTrue();

        for (int i = 0; i < size; i++) {
            assertThat(vector[i]).as("size %d, %d", size, i).isCloseTo(wanted[i], within(1e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void invertsToTheIdentity(int size) {
        float[] matrix = positiveDefinite(size, new Random(size));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment inverse = arena.allocateFrom(ValueLayout.JAVA_FLOAT, matrix);

            assertThat(Symmetric.invert(inverse, size)).isTrue();

            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    double product = 0;
                    for (int i = 0; i < size; i++) {
                        int low = Math.min(i, column);
                        int high = Math.max(i, column);
                        product += matrix[row * size + i]
                                * inverse.getAtIndex(ValueLayout.JAVA_FLOAT, (long) low * size + high);
                    }
                    assertThat(product).isCloseTo(row == column ? 1 : 0, within(1e-3));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 30})
    void saysWhenAMatrixIsNotPositiveDefinite(int size) {
        float[] matrix = new float[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = i == 1 ? -1 : 1;
        }

        assertThat(Symmetric.solve(matrix, size, new float[size])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 90})
    void decomposesInJavaAsTheLibraryDoes(int size) {
        float[] matrix = positiveDefinite(size, new Random(size));
        float[] original = matrix.clone();

        assertThat(Symmetric.cholesky(matrix, size)).isTrue();

        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double product = 0;
                for (int i = 0; i <= column; i++) {
                    product += (double) matrix[i * size + row] * matrix[i * size + column];
                }
                assertThat(product).isCloseTo(original[row * size + column], within(1e-3));
            }
        }
    }

    private static float[] positiveDefinite(int size, Random random) {
        float[] factor = new float[size * size];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = (float) random.nextGaussian();
        }
        float[] matrix = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double sum = row == column ? 1 : 0;
                for (int i = 0; i < size; i++) {
                    sum += factor[row * size + i] * factor[column * size + i] / size;
                }
                matrix[row * size + column] = (float) sum;
            }
        }
        return matrix;
    }
}
