package dev.shopkeeper.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SequenceLossTests {

    private static final ActivationIdentity IDENTITY = new ActivationIdentity();

    private final INDArray targets = Nd4j.create(new float[][] {{1, 1}, {2, 2}, {3, 3}});
    private final INDArray answers = Nd4j.create(new float[][] {{0, 3}, {4, 1}, {9, 9}});
    private final INDArray weights = Nd4j.create(new float[][] {{1}, {2}, {0}});

    @Test
    void absoluteErrorsCountByWeight() {
        SequenceLoss loss = new SequenceLoss(List.of(), 2, 3);

        // (1 + 2) * 1 + (2 + 1) * 2 + nothing, by a weight of 3 and two outputs
        assertThat(loss.computeScore(targets, answers, IDENTITY, weights, false))
                .isCloseTo(9.0 / 6, within(1e-6));
        assertThat(loss.computeScore(targets, answers, IDENTITY, weights, true)).isCloseTo(9.0 / 18, within(1e-6));
        assertThat(loss.computeScoreArray(targets, answers, IDENTITY, weights).toFloatVector())
                .containsExactly(0.5f, 1, 0);
    }

    @Test
    void aHighQuantileCostsMoreAboveThanBelow() {
        SequenceLoss loss = new SequenceLoss(List.of(0.9, 0.1), 2, 1);

        assertThat(loss.of(0, 10, 0)).isCloseTo(9, within(1e-6));
        assertThat(loss.of(0, 0, 10)).isCloseTo(1, within(1e-6));
        assertThat(loss.of(1, 10, 0)).isCloseTo(1, within(1e-6));
        assertThat(loss.of(1, 0, 10)).isCloseTo(9, within(1e-6));
    }

    @Test
    void theGradientIsTheSlopeOfTheScore() {
        SequenceLoss loss = new SequenceLoss(List.of(0.8, 0.3), 2, 2);
        INDArray gradient = loss.computeGradient(targets, answers, IDENTITY, weights);

        for (int row = 0; row < 3; row++) {
            for (int j = 0; j < 2; j++) {
                INDArray higher = answers.dup();
                higher.putScalar(row, j, answers.getFloat(row, j) + 0.25);
                double slope = (loss.computeScore(targets, higher, IDENTITY, weights, false)
                                - loss.computeScore(targets, answers, IDENTITY, weights, false))
                        / 0.25;
                assertThat((double) gradient.getFloat(row, j)).isCloseTo(slope, within(1e-5));
            }
        }
    }

    @Test
    void refusesOtherOutputsThanQuantilesAndOtherActivations() {
        assertThatThrownBy(() -> new SequenceLoss(List.of(0.5), 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 outputs and 1 quantiles");
        assertThatThrownBy(() ->
                        new SequenceLoss(List.of(), 2, 1).computeGradient(targets, answers, new ActivationTanH(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("identity");
    }
}
