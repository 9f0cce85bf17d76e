package dev.shopkeeper.neural.nextitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class NextItemGraphTests {

    private static final int ITEMS = 23;
    private static final int ATTRIBUTES = 4;
    private static final int[][] OF_ITEMS = Shops.attributes(ITEMS, ATTRIBUTES);

    private static NextItemOptions options(int negatives, int fullBelow) {
        return NextItemOptions.defaults().toBuilder()
                .dimension(5)
                .learningRate(0.01)
                .fading(1)
                .dropout(0)
                .ownDropout(0.3)
                .eventDropout(0.2)
                .ahead(0.4)
                .taught(0.3)
                .negatives(negatives)
                .positions(64)
                .fullBelow(fullBelow)
                .build();
    }

    private static NextItemBatch batch(List<ItemSequence> windows, NextItemOptions options, long seed) {
        int[] counts = new NextItemData(ITEMS, windows, OF_ITEMS, ATTRIBUTES).counts();
        Candidates candidates = new Candidates(counts, options.negatives(), options.fullBelow());
        return new NextItemBatch.Maker(ITEMS, OF_ITEMS, candidates, TeacherTests.nextTwo(ITEMS), options, 0.5)
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

    @Test
    void itsAverageIsTheMeanOfTheFirstStepsAndLaterOnTheLastCountMost() {
        int[] counts = new int[ITEMS];
        Arrays.fill(counts, 1);
        ItemSequence sequence = Shops.sequence(3);
        try (NextItemGraph network = new NextItemGraph(ITEMS, options(6, 100), 5)) {
            MetAgain head = MetAgain.of(List.of(sequence), ITEMS);
            INDArray parameters = network.graph().params();
            INDArray first = parameters.dup();
            network.average(2);
            parameters.addi(1);
            network.average(2);
            parameters.addi(4);
            network.average(2);
            INDArray last = parameters.dup();

            float[] averaged = scores(network.averagedNetwork(new int[ITEMS][0], counts, head), sequence);

            assertThat(parameters).isEqualTo(last);
            // The mean of 0 and 1, and then half of it and half of 5.
            parameters.assign(first.add(2.75));
            float[] expected = scores(network.network(new int[ITEMS][0], counts, head), sequence);
            for (int item = 0; item < ITEMS; item++) {
                assertThat(averaged[item]).isCloseTo(expected[item], within(1e-4f));
            }
            assertThat(averaged)
                    .isNotEqualTo(scores(network.averagedNetwork(new int[ITEMS][0], counts, head), Shops.sequence(4)));
        }
    }

    @Test
    void beginsWithHowOftenItemsWereMet() {
        int[] counts = new int[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            counts[item] = 1 + item * item;
        }
        try (NextItemGraph network = new NextItemGraph(ITEMS, options(6, 100), 5)) {
            network.beginWithCounts(counts);
            float[] scores =
                    scores(network.network(new int[ITEMS][0], counts, MetAgain.of(List.of(), ITEMS)), Shops.sequence());
            for (int item = 1; item < ITEMS; item++) {
                assertThat((double) scores[item] - scores[0]).isCloseTo(Math.log(counts[item]), within(1e-4));
            }
        }
    }

    private static float[] scores(NextItemNetwork network, ItemSequence sequence) {
        float[] scores = new float[ITEMS];
        network.score(sequence, 1, scores);
        return scores;
    }

    static void shake(INDArray parameters, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, parameters.getFloat(i) + 0.3f * (float) random.nextGaussian());
        }
    }
}
