package dev.shopkeeper.neural.nextitem;

import dev.shopkeeper.neural.FloatArrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes a {@link VertexFunction} forward and backward in a deeplearning4j graph. Not thread-safe, like the graph. */
final class FunctionPass extends BaseGraphVertex {

    private static final long serialVersionUID = 1;

    private final transient VertexFunction function;
    private transient Values[] last = {};

    FunctionPass(ComputationGraph graph, String name, int index, DataType type, VertexFunction function) {
        super(graph, name, index, null, null, type);
        this.function = function;
    }

    VertexFunction function() {
        return function;
    }

    @Override
    public boolean hasLayer() {
        return false;
    }

    @Override
    public @Nullable Layer getLayer() {
        return null;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
        last = new Values[inputs.length];
        for (int input = 0; input < inputs.length; input++) {
            last[input] = Values.of(inputs[input]);
        }
        return array(function.forward(last, training), ArrayType.ACTIVATIONS, workspaces);
    }

    @Override
    public Pair<@Nullable Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
        @Nullable Values[] errors = function.backward(last, Values.of(epsilon));
        @Nullable INDArray[] arrays = new INDArray[errors.length];
        for (int input = 0; input < errors.length; input++) {
            Values error = errors[input];
            arrays[input] = error == null ? null : array(error, ArrayType.ACTIVATION_GRAD, workspaces);
        }
        return new Pair<>(null, arrays);
    }

    private static INDArray array(Values values, ArrayType type, LayerWorkspaceMgr workspaces) {
        INDArray array = workspaces.createUninitialized(type, DataType.FLOAT, values.shape(), values.order());
        FloatArrays.write(array, values.data());
        return array;
    }

    @Override
    public void setBackpropGradientsViewArray(@Nullable INDArray view) {
        if (view != null) {
            throw new IllegalStateException("The vertex " + vertexName + " has no parameters and was given gradients");
        }
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
            INDArray @Nullable [] masks, MaskState state, int size) {
        return null;
    }

    @Override
    public String toString() {
        return vertexName;
    }
}
