package dev.shopkeeper.neural;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.FwdPassReturn;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelper;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one LSTM layer of deeplearning4j asks before it computes by itself. What is not supported here (masks, other
 * activations, peepholes, other types than FLOAT, the backward direction) is answered with null, and the layer computes.
 *
 * <p>A layer goes forward twice in a step of training: for the layers above it, and again before it goes back. The second
 * time is answered from the first if all values are the same. Not thread-safe, like the layer.
 */
final class AcceleratedLstm implements LSTMHelper {

    private static final int GATES = 4;

    private @Nullable AcceleratedPass training;
    private @Nullable AcceleratedPass inference;

    /** What the layer hands back when it goes backward. */
    private static final class Forward extends FwdPassReturn {
        private final AcceleratedPass pass;

        Forward(AcceleratedPass pass) {
            this.pass = pass;
        }
    }

    /** Whether it has computed anything. */
    boolean hasRun() {
        return training != null || inference != null;
    }

    @Override
    public boolean checkSupported() {
        return true;
    }

    @Override
    public boolean checkSupported(
            IActivation gateActivationFn, IActivation activationFn, boolean hasPeepholeConnections) {
        return gateActivationFn instanceof ActivationSigmoid
                && activationFn instanceof ActivationTanH
                && !hasPeepholeConnections;
    }

    @Override
    public Map<String, Long> helperMemoryUse() {
        return Map.of();
    }

    @Override
    public @Nullable FwdPassReturn activate(
            Layer layer,
            NeuralNetConfiguration conf,
            IActivation gateActivationFn,
            INDArray input,
            INDArray recurrentWeights,
            INDArray inputWeights,
            INDArray biases,
            boolean isTraining,
            INDArray prevOutputActivations,
            INDArray prevMemCellState,
            boolean forBackprop,
            boolean forwards,
            String inputWeightKey,
            @Nullable INDArray maskArray,
            boolean hasPeepholeConnections,
            LayerWorkspaceMgr workspaceMgr) {
        IActivation activation = ((BaseLayer) conf.getLayer()).getActivationFn();
        if (maskArray != null
                || !forwards
                || input.rank() != 3
                || input.dataType() != DataType.FLOAT
                || !checkSupported(gateActivationFn, activation, hasPeepholeConnections)) {
            return null;
        }
        AcceleratedPass.Shape shape = new AcceleratedPass.Shape(
                (int) input.size(0), (int) input.size(1), (int) recurrentWeights.size(0), (int) input.size(2));
        float[] inputs = FloatArrays.read(input);
        float[] stacked = stacked(
                shape, FloatArrays.read(inputWeights), FloatArrays.read(recurrentWeights), FloatArrays.read(biases));
        float[] firstHidden = FloatArrays.read(prevOutputActivations);
        float[] firstCell = FloatArrays.read(prevMemCellState);
        AcceleratedPass pass = pass(shape, isTraining || forBackprop);
        if (!forBackprop || !pass.holds(inputs, stacked, firstHidden, firstCell)) {
            pass.forward(inputs, stacked, firstHidden, firstCell);
        }
        INDArray outputs = workspaceMgr.create(
                ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {shape.batch(), shape.units(), shape.steps()}, 'f');
        FloatArrays.write(outputs, pass.outputs());
        Forward forward = new Forward(pass);
        forward.fwdPassOutput = outputs;
        forward.lastAct = state(shape, pass.lastHidden());
        forward.lastMemCell = state(shape, pass.lastCell());
        return forward;
    }

    private static INDArray state(AcceleratedPass.Shape shape, float[] values) {
        return Nd4j.create(values, new int[] {shape.batch(), shape.units()}, 'f');
    }

    private AcceleratedPass pass(AcceleratedPass.Shape shape, boolean forBackward) {
        if (forBackward) {
            training = reused(training, shape, true);
            return training;
        }
        inference = reused(inference, shape, false);
        return inference;
    }

    private static AcceleratedPass reused(
            @Nullable AcceleratedPass last, AcceleratedPass.Shape shape, boolean forBackward) {
        if (last != null && last.shape().equals(shape)) {
            return last;
        }
        // Before the other is let go: if memory is out, it is still whole.
        AcceleratedPass made = new AcceleratedPass(shape, forBackward);
        if (last != null) {
            last.close();
        }
        return made;
    }

    @Override
    public @Nullable Pair<Gradient, INDArray> backpropGradient(
            NeuralNetConfiguration conf,
            IActivation gateActivationFn,
            INDArray input,
            INDArray recurrentWeights,
            INDArray inputWeights,
            INDArray epsilon,
            boolean truncatedBPTT,
            int tbpttBackwardLength,
            FwdPassReturn fwdPass,
            boolean forwards,
            String inputWeightKey,
            String recurrentWeightKey,
            String biasWeightKey,
            Map<String, INDArray> gradientViews,
            @Nullable INDArray maskArray,
            boolean hasPeepholeConnections,
            LayerWorkspaceMgr workspaceMgr) {
        if (!(fwdPass instanceof Forward forward)) {
            return null; // The layer has gone forward by itself.
        }
        AcceleratedPass.Shape shape = forward.pass.shape();
        INDArray below = workspaceMgr.create(
                ArrayType.ACTIVATION_GRAD,
                DataType.FLOAT,
                new long[] {shape.batch(), shape.features(), shape.steps()},
                'f');
        int end = truncatedBPTT ? Math.max(0, shape.steps() - tbpttBackwardLength) : 0;
        float[] errorsBelow = new float[Math.toIntExact(below.length())];
        float[] gradients = forward.pass.backward(FloatArrays.read(epsilon), end, errorsBelow);
        FloatArrays.write(below, errorsBelow);

        Gradient gradient = new DefaultGradient();
        int features = shape.features();
        int units = shape.units();
        tell(gradient, inputWeightKey, gradientViews, rows(shape, gradients, 0, features));
        tell(gradient, recurrentWeightKey, gradientViews, rows(shape, gradients, features, units));
        tell(gradient, biasWeightKey, gradientViews, rows(shape, gradients, features + units, 1));
        return new Pair<>(gradient, below);
    }

    /** Writes into the part of the network's gradients that belongs to a parameter. */
    private static void tell(Gradient gradient, String key, Map<String, INDArray> views, float[] values) {
        INDArray view = Objects.requireNonNull(views.get(key), key);
        view.assign(Nd4j.create(values, view.shape(), 'f'));
        gradient.gradientForVariable().put(key, view);
    }

    private static float[] stacked(AcceleratedPass.Shape shape, float[] input, float[] recurrent, float[] biases) {
        float[] stacked = new float[shape.rows() * GATES * shape.units()];
        for (int column = 0; column < GATES * shape.units(); column++) {
            int top = column * shape.rows();
            System.arraycopy(input, column * shape.features(), stacked, top, shape.features());
            System.arraycopy(recurrent, column * shape.units(), stacked, top + shape.features(), shape.units());
            stacked[top + shape.rows() - 1] = biases[column];
        }
        return stacked;
    }

    /** Some rows of a stacked matrix. */
    private static float[] rows(AcceleratedPass.Shape shape, float[] stacked, int first, int count) {
        float[] rows = new float[count * GATES * shape.units()];
        for (int column = 0; column < GATES * shape.units(); column++) {
            System.arraycopy(stacked, column * shape.rows() + first, rows, column * count, count);
        }
        return rows;
    }
}
