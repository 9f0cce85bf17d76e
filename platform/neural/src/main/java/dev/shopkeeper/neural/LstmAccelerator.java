package dev.shopkeeper.neural;

import java.lang.reflect.Field;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Makes the LSTM layers of a deeplearning4j network fast, forward and backward, with results equal up to rounding. The
 * network stays what it is: the same settings, parameters and files. It is to be done once after {@code init()}, since
 * neither {@code clone()} nor a file keeps it.
 *
 * <p>deeplearning4j computes each step of a sequence with some fifteen operations of its own, each dispatched for itself;
 * here a step is one product of matrices in OpenBLAS and one loop. Layers with masks of features, peepholes, other
 * activations than tanh and sigmoid, or other types than FLOAT go on as before. Give the layers {@code
 * helperAllowFallback(false)}: otherwise an error in here is logged, and the layer goes on slowly.
 */
public final class LstmAccelerator {

    private LstmAccelerator() {}

    /**
     * Makes a network's LSTM layers fast.
     *
     * @return how many layers that are
     */
    public static int accelerate(MultiLayerNetwork network) {
        return accelerate(network.getLayers());
    }

    /**
     * Makes a graph's LSTM layers fast.
     *
     * @return how many layers that are
     */
    public static int accelerate(ComputationGraph graph) {
        return accelerate(graph.getLayers());
    }

    private static int accelerate(Layer[] layers) {
        int count = 0;
        for (Layer layer : layers) {
            if (layer instanceof LSTM lstm) {
                put(lstm, new AcceleratedLstm());
                count++;
            }
        }
        return count;
    }

    /** The layer has a place for a helper, and no method that puts one there. */
    private static void put(LSTM layer, AcceleratedLstm helper) {
        try {
            Field field = LSTM.class.getDeclaredField("helper");
            field.setAccessible(true);
            field.set(layer, helper);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "LSTM layers of this deeplearning4j have no place for a helper. Maybe another version than"
                            + " 1.0.0-M2.1 is on the class path?",
                    e);
        }
    }
}
