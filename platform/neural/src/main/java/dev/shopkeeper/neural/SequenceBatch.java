package dev.shopkeeper.neural;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of one size that take one batch after the other: new ones for each would wait for the garbage collector. */
final class SequenceBatch implements AutoCloseable {

    private final Sequences all;
    private final int size;
    private final INDArray inputs;
    private final INDArray targets;
    private final INDArray weights;

    SequenceBatch(Sequences all, int size) {
        this.all = all;
        this.size = size;
        this.inputs = Nd4j.create(DataType.FLOAT, new long[] {size, all.features(), all.steps()}, 'f');
        this.targets = Nd4j.create(DataType.FLOAT, new long[] {size, all.outputs(), all.steps()}, 'f');
        this.weights = Nd4j.create(DataType.FLOAT, new long[] {size, all.steps()}, 'f');
    }

    int size() {
        return size;
    }

    /** Takes the samples {@code order[from]} and on. */
    void fill(int[] order, int from) {
        fill(inputs, all.inputs(), order, from, all.features());
        fill(targets, all.targets(), order, from, all.outputs());
        float[] values = new float[size * all.steps()];
        for (int n = 0; n < size; n++) {
            float[] sample = all.weights()[order[from + n]];
            for (int t = 0; t < sample.length; t++) {
                values[t * size + n] = sample[t];
            }
        }
        FloatArrays.write(weights, values);
    }

    private void fill(INDArray array, float[][][] samples, int[] order, int from, int width) {
        float[] values = new float[size * width * all.steps()];
        for (int n = 0; n < size; n++) {
            float[][] sample = samples[order[from + n]];
            for (int t = 0; t < sample.length; t++) {
                for (int k = 0; k < width; k++) {
                    values[(t * width + k) * size + n] = sample[t][k];
                }
            }
        }
        FloatArrays.write(array, values);
    }

    INDArray inputs() {
        return inputs;
    }

    INDArray targets() {
        return targets;
    }

    INDArray weights() {
        return weights;
    }

    @Override
    public void close() {
        inputs.close();
        targets.close();
        weights.close();
    }
}
