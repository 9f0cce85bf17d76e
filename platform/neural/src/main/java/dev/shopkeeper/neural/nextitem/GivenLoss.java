package dev.shopkeeper.neural.nextitem;

import dev.shopkeeper.neural.FloatArrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The sum of losses that were computed below, each times its label, which is a weight. */
final class GivenLoss implements ILossFunction {

    private static final long serialVersionUID = 1;

    @Override
    public double computeScore(
            INDArray labels, INDArray losses, IActivation activation, @Nullable INDArray mask, boolean average) {
        float[] weights = FloatArrays.read(labels);
        float[] values = FloatArrays.read(losses);
        double sum = 0;
        for (int p = 0; p < values.length; p++) {
            sum += (double) weights[p] * values[p];
        }
        return sum;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray losses, IActivation activation, @Nullable INDArray mask) {
        return losses.mul(labels);
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray losses, IActivation activation, @Nullable INDArray mask) {
        return labels.dup();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray losses, IActivation activation, @Nullable INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, losses, activation, mask, average),
                computeGradient(labels, losses, activation, mask));
    }

    @Override
    public String name() {
        return "GivenLoss";
    }
}
