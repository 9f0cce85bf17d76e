package dev.shopkeeper.neural;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes the weights out of deeplearning4j networks. */
public final class LstmExport {

    private LstmExport() {}

    /**
     * The network as it is served.
     *
     * @throws IllegalArgumentException if it is not LSTM layers (tanh, sigmoid) under one {@code RnnOutputLayer} with the
     *     identity as its activation
     */
    public static LstmNetwork of(MultiLayerNetwork network) {
        Layer[] all = network.getLayers();
        List<LstmLayerWeights> layers = new ArrayList<>();
        for (int i = 0; i < all.length - 1; i++) {
            if (!(all[i] instanceof LSTM lstm)
                    || !new AcceleratedLstm()
                            .checkSupported(
                                    lstm.layerConf().getGateActivationFn(),
                                    lstm.layerConf().getActivationFn(),
                                    false)) {
                throw new IllegalArgumentException("Layer " + i + " is a "
                        + all[i].getClass().getSimpleName() + ", and only LSTM with tanh and sigmoid can be served");
            }
            layers.add(weights(lstm));
        }
        if (layers.isEmpty()
                || !(all[all.length - 1] instanceof RnnOutputLayer last)
                || !(((BaseLayer) last.conf().getLayer()).getActivationFn() instanceof ActivationIdentity)) {
            throw new IllegalArgumentException(
                    "The last layer is no RnnOutputLayer with the identity over LSTM layers, and only that can be"
                            + " served");
        }
        float[][] weights = rows(last.getParam("W"));
        float[][] rows = new float[weights.length + 1][];
        System.arraycopy(weights, 0, rows, 0, weights.length);
        rows[weights.length] = rows(last.getParam("b"))[0];
        return new LstmNetwork(layers, new DenseWeights(weights.length, rows[weights.length].length, rows));
    }

    /**
     * One layer (tanh, sigmoid) of a larger network, under a linear one that is told.
     *
     * @param last {@code float[units + 1][outputs]}, a row for each unit and then the biases
     */
    public static LstmNetwork of(LSTM layer, float[][] last) {
        return new LstmNetwork(List.of(weights(layer)), new DenseWeights(last.length - 1, last[0].length, last));
    }

    private static LstmLayerWeights weights(LSTM lstm) {
        float[][] input = rows(lstm.getParam("W"));
        float[][] recurrent = rows(lstm.getParam("RW"));
        float[][] rows = new float[input.length + recurrent.length + 1][];
        System.arraycopy(input, 0, rows, 0, input.length);
        System.arraycopy(recurrent, 0, rows, input.length, recurrent.length);
        rows[rows.length - 1] = rows(lstm.getParam("b"))[0];
        return new LstmLayerWeights(input.length, recurrent.length, rows);
    }

    /** The rows of a parameter, which is flat, or a matrix with a row for each input; biases have one. */
    public static float[][] rows(INDArray parameter) {
        int width = Math.toIntExact(parameter.size(parameter.rank() - 1));
        float[] values = FloatArrays.read(parameter);
        float[][] rows = new float[values.length / width][width];
        for (int j = 0; j < width; j++) {
            for (int k = 0; k < rows.length; k++) {
                rows[k][j] = values[j * rows.length + k];
            }
        }
        return rows;
    }
}
