package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TeacherTests {

    private static final int DRAWS = 20_000;

    /** Each item is for the one after it, and half as much for the one after that. */
    static Teacher nextTwo(int items) {
        int[][] others = new int[items][];
        float[][] weights = new float[items][];
        for (int item = 0; item < items; item++) {
            others[item] = new int[] {(item + 1) % items, (item + 2) % items};
            weights[item] = new float[] {1, 0.5f};
        }
        return new Teacher(others, weights);
    }

    private static double[] shares(Teacher teacher, ItemSequence sequence, int events) {
        SplittableRandom random = new SplittableRandom(4);
        double[] shares = new double[teacher.items()];
        for (int n = 0; n < DRAWS; n++) {
            int item = teacher.draw(sequence, events, random);
            if (item >= 0) {
                shares[item] += 1.0 / DRAWS;
            }
        }
        return shares;
    }

    @Test
    void drawsInProportionToTheSumOfWhatTheEventsSay() {
        ItemSequence sequence =
                new ItemSequence(new int[] {0, 5, 1, 7}, new int[] {0, 0, 1, 2}, new float[] {1, 1, 1, 1});
        double[] shares = shares(nextTwo(9), sequence, 3);

        double earlier = Math.pow(0.5, 1 / 3.0);
        double[] expected = new double[9];
        expected[2] = 0.5 * earlier + 1;
        expected[3] = 0.5;
        expected[6] = earlier;
        expected[7] = 0.5 * earlier;
        double sum = expected[2] + expected[3] + expected[6] + expected[7];
        // What was met is drawn anew.
        for (int item = 0; item < 9; item++) {
            assertThat(shares[item]).as("item %s", item).isCloseTo(expected[item] / sum, within(0.015));
        }
    }

    @Test
    void saysNothingWhereNothingIsKnownOrAllWasMet() {
        Teacher teacher = new Teacher(new int[][] {{}, {0}}, new float[][] {{}, {2}});

        assertThat(teacher.draw(Shops.sequence(0, 1), 1, new SplittableRandom(1)))
                .isEqualTo(-1);
        assertThat(teacher.draw(Shops.sequence(0, 1), 2, new SplittableRandom(1)))
                .isEqualTo(-1);
        assertThat(teacher.draw(Shops.sequence(1, 0), 1, new SplittableRandom(1)))
                .isZero();
    }

    @Test
    void refusesWeightsThatAreNone() {
        assertThatThrownBy(() -> new Teacher(new int[][] {{}, {0}}, new float[][] {{}, {0}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Item 1 has the weight 0.0 for 0");
        assertThatThrownBy(() -> new Teacher(new int[][] {{1, 0}}, new float[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Item 0 is for 2 others, with 1 weights");
        assertThatThrownBy(() -> new Teacher(new int[][] {{}}, new float[][] {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 items");
    }
}
