package dev.shopkeeper.neural.nextitem;

import dev.shopkeeper.neural.FloatArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array outside of ND4J. Matrices lie row by row; of three dimensions the first runs fastest, as the LSTM wants it.
 *
 * @param shape of two or three dimensions
 */
record Values(long[] shape, float[] data) {

    static Values matrix(int rows, int columns) {
        return new Values(new long[] {rows, columns}, new float[rows * columns]);
    }

    static Values cube(int first, int second, int third) {
        return new Values(new long[] {first, second, third}, new float[first * second * third]);
    }

    /** To be called while the workspace of the array is open. */
    static Values of(INDArray array) {
        if (array.rank() == 2) {
            // The rows of a matrix are the columns of its transpose.
            return new Values(array.shape(), FloatArrays.read(array.transpose()));
        }
        return new Values(array.shape(), FloatArrays.read(array));
    }

    int size(int dimension) {
        return (int) shape[dimension];
    }

    int integer(int index) {
        return (int) data[index];
    }

    char order() {
        return shape.length == 2 ? 'c' : 'f';
    }
}
