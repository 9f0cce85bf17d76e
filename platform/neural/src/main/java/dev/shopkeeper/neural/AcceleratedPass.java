package dev.shopkeeper.neural;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Arrays;

/**
 * One batch through one LSTM layer and back (Hochreiter and Schmidhuber 1997, with a forget gate and without peepholes;
 * Greff et al. 2015). All arrays are in the order of deeplearning4j: sequences run fastest, then features, then steps, and
 * the four blocks of a gate matrix are block input, forget gate, output gate, input gate.
 *
 * <p>Of each step stands one native matrix of inputs, previous outputs and a column of ones, so that with the weights and
 * biases stacked in the same way one product makes all gates, and one product all gradients. What is not a product runs
 * in Java over whole steps. Not thread-safe; it is used again for batches of the same shape.
 */
final class AcceleratedPass implements AutoCloseable {

    private final Shape shape;
    private final boolean forBackward;
    private final int block;

    private final NativeFloats[] columns;
    private final NativeFloats weights;
    private final NativeFloats gates;
    private final float[][] blockInput;
    private final float[][] forget;
    private final float[][] output;
    private final float[][] input;
    private final float[][] cell;
    private final float[][] cellTanh;
    private final float[][] hidden;
    private final float[] outputs;

    private float[] inputs = {};
    private float[] stacked = {};
    private float[] firstHidden = {};
    private float[] firstCell = {};

    /** What a batch and its layer measure. */
    record Shape(int batch, int features, int units, int steps) {

        /** Rows of the stacked weights: features, units, and the biases. */
        int rows() {
            return features + units + 1;
        }
    }

    /** @param forBackward whether all steps are kept, and not the last alone */
    AcceleratedPass(Shape shape, boolean forBackward) {
        this.shape = shape;
        this.forBackward = forBackward;
        this.block = shape.batch() * shape.units();
        int kept = forBackward ? shape.steps() : 1;
        this.columns = new NativeFloats[kept];
        float[] ones = new float[shape.batch()];
        Arrays.fill(ones, 1);
        for (int t = 0; t < kept; t++) {
            columns[t] = new NativeFloats(Math.multiplyExact(shape.batch(), shape.rows()));
            columns[t].put(shape.batch() * (shape.rows() - 1), ones, 0, ones.length);
        }
        this.weights = new NativeFloats(shape.rows() * 4 * shape.units());
        this.gates = new NativeFloats(4 * block);
        this.blockInput = new float[kept][block];
        this.forget = new float[kept][block];
        this.output = new float[kept][block];
        this.input = new float[kept][block];
        this.cell = new float[kept][block];
        this.cellTanh = new float[kept][block];
        this.hidden = new float[kept][block];
        this.outputs = new float[shape.steps() * block];
    }

    Shape shape() {
        return shape;
    }

    /** Whether it holds the steps of exactly these values. */
    boolean holds(float[] inputs, float[] stacked, float[] firstHidden, float[] firstCell) {
        return forBackward
                && Arrays.equals(this.inputs, inputs)
                && Arrays.equals(this.stacked, stacked)
                && Arrays.equals(this.firstHidden, firstHidden)
                && Arrays.equals(this.firstCell, firstCell);
    }

    /**
     * Runs forward.
     *
     * @param inputs batch x features x steps
     * @param stacked input weights over recurrent weights over biases: rows x four blocks of units
     * @param firstHidden batch x units, the outputs before the first step
     * @param firstCell batch x units, the cells before the first step
     */
    void forward(float[] inputs, float[] stacked, float[] firstHidden, float[] firstCell) {
        this.inputs = inputs;
        this.stacked = stacked;
        this.firstHidden = firstHidden;
        this.firstCell = firstCell;
        weights.put(0, stacked, 0, stacked.length);
        float[] previousHidden = firstHidden;
        float[] previousCell = firstCell;
        int wide = shape.batch() * shape.features();
        for (int t = 0; t < shape.steps(); t++) {
            int kept = forBackward ? t : 0;
            columns[kept].put(0, inputs, t * wide, wide);
            columns[kept].put(wide, previousHidden, 0, block);
            cblas_sgemm(
                    CblasColMajor,
                    CblasNoTrans,
                    CblasNoTrans,
                    shape.batch(),
                    4 * shape.units(),
                    shape.rows(),
                    1f,
                    columns[kept].pointer(),
                    shape.batch(),
                    weights.pointer(),
                    shape.rows(),
                    0f,
                    gates.pointer(),
                    shape.batch());
            gates.get(0, blockInput[kept]);
            gates.get(block, forget[kept]);
            gates.get(2 * block, output[kept]);
            gates.get(3 * block, input[kept]);
            SmoothFunctions.tanh(blockInput[kept], 0, block);
            SmoothFunctions.sigmoid(forget[kept], 0, block);
            SmoothFunctions.sigmoid(output[kept], 0, block);
            SmoothFunctions.sigmoid(input[kept], 0, block);
            cells(cell[kept], forget[kept], previousCell, input[kept], blockInput[kept]);
            System.arraycopy(cell[kept], 0, cellTanh[kept], 0, block);
            SmoothFunctions.tanh(cellTanh[kept], 0, block);
            product(hidden[kept], output[kept], cellTanh[kept]);
            System.arraycopy(hidden[kept], 0, outputs, t * block, block);
            previousHidden = hidden[kept];
            previousCell = cell[kept];
        }
    }

    /** Of the last forward pass: batch x units x steps. Valid until the next. */
    float[] outputs() {
        return outputs;
    }

    float[] lastHidden() {
        return hidden[hidden.length - 1];
    }

    float[] lastCell() {
        return cell[cell.length - 1];
    }

    /**
     * Runs backward through the steps kept by {@link #forward}.
     *
     * @param errors batch x units x steps, what the layer above gives back
     * @param end the earliest step that is gone back to
     * @param below takes batch x features x steps, what the layer below gets back; nothing is written
     *     for steps before the end
     * @return the gradients, stacked like the weights
     */
    float[] backward(float[] errors, int end, float[] below) {
        int rows = shape.rows();
        int wide = shape.batch() * shape.features();
        float[] error = new float[block];
        float[] fromNext = new float[block];
        float[] cellError = new float[block];
        float[][] deltas = new float[4][block];
        try (NativeFloats gradients = new NativeFloats(rows * 4 * shape.units());
                NativeFloats back = new NativeFloats(shape.batch() * rows)) {
            for (int t = shape.steps() - 1; t >= end; t--) {
                System.arraycopy(errors, t * block, error, 0, block);
                add(error, fromNext);
                cellErrors(cellError, error, output[t], cellTanh[t]);
                outputDeltas(deltas[2], error, cellTanh[t], output[t]);
                blockInputDeltas(deltas[0], cellError, input[t], blockInput[t]);
                gateDeltas(deltas[1], cellError, t == 0 ? firstCell : cell[t - 1], forget[t]);
                gateDeltas(deltas[3], cellError, blockInput[t], input[t]);
                product(cellError, cellError, forget[t]);
                for (int b = 0; b < 4; b++) {
                    gates.put(b * block, deltas[b], 0, block);
                }
                cblas_sgemm(
                        CblasColMajor,
                        CblasTrans,
                        CblasNoTrans,
                        rows,
                        4 * shape.units(),
                        shape.batch(),
                        1f,
                        columns[t].pointer(),
                        shape.batch(),
                        gates.pointer(),
                        shape.batch(),
                        t == shape.steps() - 1 ? 0f : 1f,
                        gradients.pointer(),
                        rows);
                cblas_sgemm(
                        CblasColMajor,
                        CblasNoTrans,
                        CblasTrans,
                        shape.batch(),
                        rows - 1,
                        4 * shape.units(),
                        1f,
                        gates.pointer(),
                        shape.batch(),
                        weights.pointer(),
                        rows,
                        0f,
                        back.pointer(),
                        shape.batch());
                back.get(wide, fromNext);
                back.get(0, below, t * wide, wide);
            }
            float[] stackedGradients = new float[rows * 4 * shape.units()];
            gradients.get(0, stackedGradients);
            return stackedGradients;
        }
    }

    // One loop each over arrays with one index: the form that the compiler makes vector instructions of.

    private static void cells(float[] cell, float[] forget, float[] previous, float[] input, float[] blockInput) {
        for (int j = 0; j < cell.length; j++) {
            cell[j] = forget[j] * previous[j] + input[j] * blockInput[j];
        }
    }

    private static void product(float[] result, float[] a, float[] b) {
        for (int j = 0; j < result.length; j++) {
            result[j] = a[j] * b[j];
        }
    }

    private static void add(float[] sum, float[] more) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += more[j];
        }
    }

    private static void cellErrors(float[] cellError, float[] error, float[] output, float[] cellTanh) {
        for (int j = 0; j < cellError.length; j++) {
            cellError[j] += error[j] * output[j] * (1 - cellTanh[j] * cellTanh[j]);
        }
    }

    private static void outputDeltas(float[] delta, float[] error, float[] cellTanh, float[] output) {
        for (int j = 0; j < delta.length; j++) {
            delta[j] = error[j] * cellTanh[j] * output[j] * (1 - output[j]);
        }
    }

    private static void blockInputDeltas(float[] delta, float[] cellError, float[] input, float[] blockInput) {
        for (int j = 0; j < delta.length; j++) {
            delta[j] = cellError[j] * input[j] * (1 - blockInput[j] * blockInput[j]);
        }
    }

    private static void gateDeltas(float[] delta, float[] cellError, float[] other, float[] gate) {
        for (int j = 0; j < delta.length; j++) {
            delta[j] = cellError[j] * other[j] * gate[j] * (1 - gate[j]);
        }
    }

    @Override
    public void close() {
        for (NativeFloats column : columns) {
            column.close();
        }
        weights.close();
        gates.close();
    }
}
