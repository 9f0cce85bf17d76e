package dev.shopkeeper.neural;

import java.util.List;

/**
 * A trained stack of LSTM layers under a linear one, which answers each step of a sequence. It is plain Java: a service
 * that only serves needs no native library. Its answers are those of the deeplearning4j network it was made of, within
 * 1e-5. Immutable and thread-safe.
 *
 * <p>It is made by {@link LstmTraining}, or by {@link LstmExport} of a network that somebody else trained.
 */
public final class LstmNetwork {

    private final List<LstmLayerWeights> layers;
    private final DenseWeights last;

    LstmNetwork(List<LstmLayerWeights> layers, DenseWeights last) {
        int width = layers.getFirst().features();
        for (LstmLayerWeights layer : layers) {
            if (layer.features() != width) {
                throw new IllegalArgumentException(
                        "A layer takes " + layer.features() + " values and the one below gives " + width);
            }
            width = layer.units();
        }
        if (last.inputs() != width) {
            throw new IllegalArgumentException(
                    "The last layer takes " + last.inputs() + " values and the one below gives " + width);
        }
        this.layers = List.copyOf(layers);
        this.last = last;
    }

    List<LstmLayerWeights> layers() {
        return layers;
    }

    DenseWeights last() {
        return last;
    }

    /** Values that a step of the input has. */
    public int features() {
        return layers.getFirst().features();
    }

    /** Values that a step of the output has. */
    public int outputs() {
        return last.outputs();
    }

    /**
     * The answer to one sequence, which may have any length of at least one step.
     *
     * @param sequence {@code float[steps][features]}
     * @return {@code float[steps][outputs]}
     * @throws IllegalArgumentException if there is no step, or one has another number of features
     */
    public float[][] forward(float[][] sequence) {
        if (sequence.length == 0) {
            throw new IllegalArgumentException("The sequence has no step. Maybe the history was empty?");
        }
        for (int t = 0; t < sequence.length; t++) {
            if (sequence[t].length != features()) {
                throw new IllegalArgumentException("Step " + t + " has " + sequence[t].length
                        + " features, and the network takes " + features()
                        + ". Maybe it was trained with others?");
            }
        }
        float[][] values = sequence;
        for (LstmLayerWeights layer : layers) {
            values = layer.forward(values);
        }
        return last.forward(values);
    }

    /** The network as bytes, for {@link #of}; equal networks give equal bytes. */
    public byte[] bytes() {
        return LstmNetworkFormat.write(this);
    }

    /**
     * The network that gave these bytes.
     *
     * @throws IllegalArgumentException saying what is wrong with them
     */
    public static LstmNetwork of(byte[] bytes) {
        return LstmNetworkFormat.read(bytes);
    }
}
