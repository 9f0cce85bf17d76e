package dev.shopkeeper.recommendation.relevance.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreesTests {

    private static final int FEATURES = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contributionsAreTheShapleyValuesThatAllSetsOfFeaturesGive(long seed) {
        RandomTrees random = new RandomTrees(seed, FEATURES);
        Trees trees = random.trees(4, 5);
        for (int i = 0; i < 20; i++) {
            double[] row = random.row();

            double[] contributions = trees.contributions(row);

            double[] obvious = new ObviousShapley(trees, row).values();
            for (int feature = 0; feature < FEATURES; feature++) {
                assertThat(contributions[feature])
                        .as("seed %d, row %s, feature %d", seed, Arrays.toString(row), feature)
                        .isCloseTo(obvious[feature], within(1e-9));
            }
            assertThat(DoubleStream.of(contributions).sum() + trees.expected())
                    .isCloseTo(trees.predict(row), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSameAfterWritingAndReading(long seed) throws IOException {
        Trees trees = new RandomTrees(seed, FEATURES).trees(6, 4);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trees.write(new DataOutputStream(bytes));

        Trees read = Trees.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(read).isEqualTo(trees).hasSameHashCodeAs(trees);
    }

    @Test
    void refusesNodesThatGoRoundInACircle() {
        TreesBuilder builder = new TreesBuilder(1);
        int node = builder.node(0, 1, Trees.Nodes.NOTHING, 10);
        builder.children(node, node, builder.leaf(1, 5));
        builder.root(node);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("node 0");
    }

    @Test
    void refusesALeafThatIsInNoTree() {
        TreesBuilder builder = new TreesBuilder(1);
        builder.root(builder.leaf(1, 5));
        builder.leaf(2, 5);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("leaf 1");
    }

    /** By definition: the mean, over all sets of the other features, of what telling one adds. */
    private record ObviousShapley(Trees trees, double[] row) {

        double[] values() {
            double[] values = new double[FEATURES];
            for (int feature = 0; feature < FEATURES; feature++) {
                for (int told = 0; told < 1 << FEATURES; told++) {
                    if ((told & 1 << feature) == 0) {
                        int size = Integer.bitCount(told);
                        double weight = factorial(size) * factorial(FEATURES - size - 1) / factorial(FEATURES);
                        values[feature] += weight * (mean(told | 1 << feature) - mean(told));
                    }
                }
            }
            return values;
        }

        private double mean(int told) {
            double sum = 0;
            for (int root : trees.roots) {
                sum += mean(root, told);
            }
            return sum;
        }

        private double mean(int place, int told) {
            if (place < 0) {
                return trees.leafValues[~place];
            }
            if ((told & 1 << trees.nodes.feature()[place]) != 0) {
                return mean(trees.next(place, row), told);
            }
            int left = trees.nodes.left()[place];
            int right = trees.nodes.right()[place];
            double leftRows = trees.count(left);
            double rightRows = trees.count(right);
            return (leftRows * mean(left, told) + rightRows * mean(right, told)) / (leftRows + rightRows);
        }

        private static double factorial(int number) {
            double factorial = 1;
            for (int factor = 2; factor <= number; factor++) {
                factorial *= factor;
            }
            return factorial;
        }
    }
}
