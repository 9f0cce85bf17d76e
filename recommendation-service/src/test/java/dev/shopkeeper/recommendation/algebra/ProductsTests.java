package dev.shopkeeper.recommendation.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTests {

    private static final float ROUNDING = 1e-3f;

    private static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double product(float[] rows, int row, float[] others, int other, int width) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += (double) rows[row * width + i] * others[other * width + i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,2,5", "17,40,64", "0,3,4", "3,0,4"})
    void multipliesEachRowWithEachOther(int count, int otherCount, int width) {
        Random random = new Random(count + 31L * width);
        // Longer than needed: what lies behind must not matter.
        float[] rows = random(random, (count + 2) * width);
        float[] others = random(random, (otherCount + 1) * width);
        float[] products = random(random, count * otherCount);
        float[] inJava = random(random, count * otherCount);

        Products.ofRows(rows, count, others, otherCount, width, products);
        Products.rowsInJava(rows, count, others, otherCount, width, inJava);

        for (int i = 0; i < count; i++) {
            for (int j = 0; j < otherCount; j++) {
                float wanted = (float) product(rows, i, others, j, width);
                assertThat(products[i * otherCount + j]).isCloseTo(wanted, within(ROUNDING));
                assertThat(inJava[i * otherCount + j]).isCloseTo(wanted, within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "5,3", "300,128", "0,4"})
    void multipliesRowsWithAVectorAndAddsThemByWeights(int count, int width) {
        Random random = new Random(count);
        float[] rows = random(random, count * width);
        float[] vector = random(random, width);
        float[] weights = random(random, count);
        float[] products = random(random, count + 1);
        float behind = products[count];
        float[] sum = random(random, width);
        float[] inJava = sum.clone();
        double[] wanted = new double[width];
        for (int i = 0; i < width; i++) {
            wanted[i] = sum[i];
            for (int row = 0; row < count; row++) {
                wanted[i] += (double) weights[row] * rows[row * width + i];
            }
        }

        Products.withVector(rows, count, width, vector, products);
        Products.addWeighted(rows, count, width, weights, sum);
        Products.weightedInJava(rows, count, width, weights, inJava);

        for (int row = 0; row < count; row++) {
            assertThat(products[row]).isCloseTo((float) product(rows, row, vector, 0, width), within(ROUNDING));
        }
        assertThat(products[count]).isEqualTo(behind);
        for (int i = 0; i < width; i++) {
            assertThat(sum[i]).isCloseTo((float) wanted[i], within(ROUNDING));
            assertThat(inJava[i]).isCloseTo((float) wanted[i], within(ROUNDING));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,3", "200,64", "0,4"})
    void addsTheProductsOfAllColumnsWithEachOther(int count, int width) {
        Random random = new Random(width);
        float[] rows = random(random, count * width);
        float[] sum = random(random, width * width);
        float[] inJava = sum.clone();
        float[] before = sum.clone();

        Products.addGram(rows, count, width, 0.5f, sum);
        Products.gramInJava(rows, count, width, 0.5f, inJava);

        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                double wanted = before[i * width + j];
                for (int row = 0; row < count; row++) {
                    wanted += 0.5 * rows[row * width + i] * rows[row * width + j];
                }
                assertThat(sum[i * width + j]).isCloseTo((float) wanted, within(ROUNDING));
                assertThat(inJava[i * width + j]).isCloseTo((float) wanted, within(ROUNDING));
            }
        }
    }
}
