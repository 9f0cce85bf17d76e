package dev.shopkeeper.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LstmAcceleratorTests {

    private static final int OUTPUTS = 2;

    private static MultiLayerNetwork accelerated(MultiLayerNetwork network) {
        assertThat(LstmAccelerator.accelerate(network)).isEqualTo(2);
        return network;
    }

    private static boolean hasRun(MultiLayerNetwork network) {
        return Arrays.stream(network.getLayers())
                .filter(LSTM.class::isInstance)
                .map(Layer::getHelper)
                .allMatch(helper -> helper instanceof AcceleratedLstm accelerated && accelerated.hasRun());
    }

    private static INDArray gradient(MultiLayerNetwork network, INDArray inputs, INDArray targets) {
        network.setInput(inputs);
        network.setLabels(targets);
        network.computeGradientAndScore();
        return network.gradient().gradient().dup();
    }

    @ParameterizedTest(name = "{0} sequences of {2} steps with {1} features, {3} units")
    @CsvSource({"4, 8, 28, 16", "1, 3, 5, 7", "9, 2, 1, 4", "1, 1, 1, 1", "128, 6, 20, 40", "33, 12, 9, 5"})
    void answersAndLearnsLikeTheLayersItReplaces(int samples, int features, int steps, int units) {
        MultiLayerNetwork stock = Networks.network(features, units, OUTPUTS, Activation.SIGMOID);
        MultiLayerNetwork fast = accelerated(Networks.network(features, units, OUTPUTS, Activation.SIGMOID));
        INDArray inputs = Networks.array(1, samples, features, steps);
        INDArray targets = Networks.array(2, samples, OUTPUTS, steps);

        assertThat(Networks.largestDifference(stock.output(inputs), fast.output(inputs)))
                .isLessThan(1e-5);

        INDArray expected = gradient(stock, inputs, targets);
        INDArray actual = gradient(fast, inputs, targets);
        assertThat(Networks.largestDifference(expected, actual)).isLessThan(1e-4 * Networks.largest(expected));
        assertThat(fast.score()).isCloseTo(stock.score(), within(1e-5 * (1 + stock.score())));

        for (int i = 0; i < 10; i++) {
            stock.fit(inputs, targets);
            fast.fit(inputs, targets);
            assertThat(fast.score()).isCloseTo(stock.score(), within(1e-3 * (1 + stock.score())));
        }
        assertThat(hasRun(fast)).isTrue();
    }

    @Test
    void learnsLikeTheLayersWhenTimeIsCutIntoParts() {
        MultiLayerNetwork stock = Networks.network(3, 6, OUTPUTS, Activation.SIGMOID, 4);
        MultiLayerNetwork fast = accelerated(Networks.network(3, 6, OUTPUTS, Activation.SIGMOID, 4));
        INDArray inputs = Networks.array(1, 5, 3, 12);
        INDArray targets = Networks.array(2, 5, OUTPUTS, 12);

        for (int i = 0; i < 5; i++) {
            stock.fit(inputs, targets);
            fast.fit(inputs, targets);
        }

        assertThat(Networks.largestDifference(stock.params(), fast.params())).isLessThan(1e-3);
        assertThat(hasRun(fast)).isTrue();
    }

    @Test
    void goesOnFromTheStateThatTheLayerKeeps() {
        MultiLayerNetwork stock = Networks.network(3, 6, OUTPUTS, Activation.SIGMOID);
        MultiLayerNetwork fast = accelerated(Networks.network(3, 6, OUTPUTS, Activation.SIGMOID));

        for (int i = 0; i < 3; i++) {
            INDArray inputs = Networks.array(i, 5, 3, 4);
            assertThat(Networks.largestDifference(stock.rnnTimeStep(inputs), fast.rnnTimeStep(inputs)))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void leavesMasksOfFeaturesToTheLayer() {
        MultiLayerNetwork stock = Networks.network(3, 6, OUTPUTS, Activation.SIGMOID);
        MultiLayerNetwork fast = accelerated(Networks.network(3, 6, OUTPUTS, Activation.SIGMOID));
        INDArray inputs = Networks.array(1, 5, 3, 8);
        INDArray targets = Networks.array(2, 5, OUTPUTS, 8);
        INDArray mask = Nd4j.ones(5, 8);
        mask.putScalar(0, 7, 0);

        stock.fit(inputs, targets, mask, mask);
        fast.fit(inputs, targets, mask, mask);

        assertThat(Networks.largestDifference(stock.params(), fast.params())).isLessThan(1e-4);
    }

    @Test
    void leavesOtherActivationsToTheLayer() {
        MultiLayerNetwork stock = Networks.network(3, 6, OUTPUTS, Activation.HARDSIGMOID);
        MultiLayerNetwork fast = accelerated(Networks.network(3, 6, OUTPUTS, Activation.HARDSIGMOID));
        INDArray inputs = Networks.array(1, 5, 3, 8);

        assertThat(fast.output(inputs)).isEqualTo(stock.output(inputs));
        assertThat(hasRun(fast)).isFalse();
    }
}
