package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class NextItemGraphTests {

    private static final int ITEMS = 23;
    private static final int ATTRIBUTES = 4;
    private static final int[][] OF_ITEMS = Shops.attributes(ITEMS, ATTRIBUTES);

    private static NextItemOptions options(int negatives, int fullBelow) {
        return new NextItemOptions(5, 0.01, 1, 0, 0, 0.3, 0.4, 0, negatives, 64, fullBelow);
    }

    private static NextItemBatch batch(List<ItemSequence> windows, NextItemOptions options, long seed) {
        int[] counts = new NextItemData(ITEMS, windows, OF_ITEMS, ATTRIBUTES).counts();
        Candidates candidates = new Candidates(counts, options.negatives(), options.fullBelow());
        return new NextItemBatch.Maker(ITEMS, OF_ITEMS, candidates, options.ownDropout(), options.ahead(), 0.5)
                .make(windows, new SplittableRandom(seed));
    }

    private static double loss(ComputationGraph graph, NextItemBatch batch, NextItemGraph network) {
        graph.setInputs(batch.inputs());
        graph.setLabels(batch.labels());
        graph.computeGradientAndScore();
        return network.softmax().loss() / batch.positions();
    }

    @ParameterizedTest(name = "{0} negatives, all items below {1}")
    @CsvSource({"6, 0", "6, 100"})
    void goesDownTheSlopeThatIsThere(int negatives, int fullBelow) {
        NextItemOptions options = options(negatives, fullBelow);
        List<ItemSequence> windows = Shops.random(ITEMS, 6, 7, 1);
        try (NextItemGraph network = new NextItemGraph(ITEMS + ATTRIBUTES, options, 5);
                NextItemBatch batch = batch(windows, options, 2)) {
            ComputationGraph graph = network.graph();
            INDArray parameters = graph.params();
            shake(parameters, 3);
            loss(graph, batch, network);
            float[] gradient = graph.gradient().gradient().dup('c').data().asFloat();

            double largest = 0;
            double worst = 0;
            float step = 2e-2f;
            for (int i = 0; i < gradient.length; i++) {
                float kept = parameters.getFloat(i);
                double slope = 0;
                // Richardson: from two widths, without the error of the square of the width.
                for (int width = 1; width <= 2; width++) {
                    parameters.putScalar(i, kept + width * step);
                    double above = loss(graph, batch, network);
                    parameters.putScalar(i, kept - width * step);
                    double below = loss(graph, batch, network);
                    double secant = (above - below) / (2 * width * step);
                    slope += width == 1 ? 4 * secant / 3 : -secant / 3;
                }
                parameters.putScalar(i, kept);
                largest = Math.max(largest, Math.abs(slope));
                worst = Math.max(worst, Math.abs(slope - gradient[i]));
            }
            assertThat(largest).isGreaterThan(1e-2);
            assertThat(worst).isLessThan(1e-3 * largest);
        }
    }

    static void shake(INDArray parameters, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, parameters.getFloat(i) + 0.3f * (float) random.nextGaussian());
        }
    }
}
