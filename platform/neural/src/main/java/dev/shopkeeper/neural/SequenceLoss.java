package dev.shopkeeper.neural;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Absolute errors, or pinball losses of quantiles (Koenker and Bassett 1978), each step with its weight, given to
 * deeplearning4j as a label mask. deeplearning4j sums over steps and divides by sequences, so that a rate of learning
 * would mean another thing for each length; here the sum is divided by what a sequence weighs in the mean.
 */
final class SequenceLoss implements ILossFunction {

    private static final long serialVersionUID = 1;

    private final float[] above;
    private final float[] below;
    private final double scale;

    /**
     * @param quantiles empty for absolute errors
     * @param outputs how many there are
     * @param meanWeight what all steps of a sequence weigh together in the mean
     */
    SequenceLoss(List<Double> quantiles, int outputs, double meanWeight) {
        if (!quantiles.isEmpty() && quantiles.size() != outputs) {
            throw new IllegalArgumentException("There are " + outputs + " outputs and " + quantiles.size()
                    + " quantiles. Maybe repeat the target for each quantile?");
        }
        this.above = new float[outputs];
        this.below = new float[outputs];
        for (int j = 0; j < outputs; j++) {
            above[j] = quantiles.isEmpty() ? 1 : quantiles.get(j).floatValue();
            below[j] = quantiles.isEmpty() ? 1 : 1 - above[j];
        }
        this.scale = 1 / (meanWeight * outputs);
    }

    /** The loss of one value, not scaled. */
    double of(int output, double target, double answer) {
        return target > answer ? above[output] * (target - answer) : below[output] * (answer - target);
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, @Nullable INDArray mask, boolean average) {
        double sum = 0;
        float[] losses = losses(labels, preOutput, activationFn, mask);
        for (float loss : losses) {
            sum += loss;
        }
        return average ? sum / labels.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activationFn, @Nullable INDArray mask) {
        return Nd4j.create(losses(labels, preOutput, activationFn, mask), new long[] {labels.size(0), 1}, 'f');
    }

    @Override
    public INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activationFn, @Nullable INDArray mask) {
        Values values = new Values(labels, preOutput, activationFn, mask);
        float[] gradients = new float[values.rows * above.length];
        for (int j = 0; j < above.length; j++) {
            for (int row = 0; row < values.rows; row++) {
                int at = j * values.rows + row;
                float error = values.target(at) - values.answer(at);
                float slope = error > 0 ? -above[j] : error < 0 ? below[j] : 0;
                gradients[at] = (float) (slope * values.weight(row) * scale);
            }
        }
        return Nd4j.create(gradients, new long[] {values.rows, above.length}, 'f');
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, @Nullable INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activationFn, mask, average),
                computeGradient(labels, preOutput, activationFn, mask));
    }

    private float[] losses(INDArray labels, INDArray preOutput, IActivation activationFn, @Nullable INDArray mask) {
        Values values = new Values(labels, preOutput, activationFn, mask);
        float[] losses = new float[values.rows];
        for (int row = 0; row < values.rows; row++) {
            double sum = 0;
            for (int j = 0; j < above.length; j++) {
                int at = j * values.rows + row;
                sum += of(j, values.target(at), values.answer(at));
            }
            losses[row] = (float) (sum * values.weight(row) * scale);
        }
        return losses;
    }

    /** A row for each step of each sequence, a column for each output, columns one after the other. */
    private static final class Values {
        private final int rows;
        private final float[] targets;
        private final float[] answers;
        private final float @Nullable [] weights;

        Values(INDArray labels, INDArray preOutput, IActivation activationFn, @Nullable INDArray mask) {
            if (!(activationFn instanceof ActivationIdentity)) {
                throw new IllegalArgumentException("The output layer has the activation " + activationFn
                        + ", and this loss is for the identity alone");
            }
            this.rows = Math.toIntExact(labels.size(0));
            this.targets = FloatArrays.read(labels);
            this.answers = FloatArrays.read(preOutput);
            this.weights = mask == null ? null : FloatArrays.read(mask);
        }

        float target(int at) {
            return targets[at];
        }

        float answer(int at) {
            return answers[at];
        }

        float weight(int row) {
            return weights == null ? 1 : weights[row];
        }
    }

    @Override
    public String name() {
        return "SequenceLoss";
    }
}
