package dev.shopkeeper.recommendation.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SymmetricEigenTests {

    /** The second differences of n points have the eigenvalues 2 - 2 cos(k pi / (n + 1)). */
    @Test
    void findsTheEigenvaluesOfSecondDifferences() {
        int size = 40;
        double[][] matrix = new double[size][size];
        for (int row = 0; row < size; row++) {
            matrix[row][row] = 2;
            if (row > 0) {
                matrix[row][row - 1] = -1;
            }
        }
        double[] values = SymmetricEigen.of(matrix).values();
        Arrays.sort(values);
        for (int k = 1; k <= size; k++) {
            assertThat(values[k - 1]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (size + 1)), within(1e-12));
        }
    }

    @Test
    void everyVectorIsOnlyStretchedAndRotationsKeepProducts() {
        SplittableRandom random = new SplittableRandom(4);
        int size = 64;
        double[][] matrix = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                matrix[row][column] = random.nextGaussian();
                matrix[column][row] = matrix[row][column];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        for (int number = 0; number < size; number++) {
            double[] vector = eigen.vector(number);
            for (int row = 0; row < size; row++) {
                double image = 0;
                for (int column = 0; column < size; column++) {
                    image += matrix[row][column] * vector[column];
                }
                assertThat(image).isCloseTo(eigen.values()[number] * vector[row], within(1e-10));
            }
        }
        float[] one = new float[size];
        float[] other = new float[size];
        for (int i = 0; i < size; i++) {
            one[i] = (float) random.nextGaussian();
            other[i] = (float) random.nextGaussian();
        }
        assertThat(dot(eigen.rotated(one), eigen.rotated(other))).isCloseTo(dot(one, other), within(1e-4));
    }

    @Test
    void anEmptyAndADiagonalMatrixNeedNoRotation() {
        assertThat(SymmetricEigen.of(new double[0][0]).values()).isEmpty();
        assertThat(SymmetricEigen.of(new double[][] {{3, 0}, {0, -2}}).values()).containsExactly(3, -2);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
