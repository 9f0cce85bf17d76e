package dev.shopkeeper.neural.nextitem;

import org.jspecify.annotations.Nullable;

/**
 * Puts the vectors of items where they were met. Inputs: places x (dimension + 1), of which the last column, the bias, is left
 * out; sequences x events of places, below zero where there is none; sequences x inputs x events. Output: sequences x (dimension +
 * inputs) x events.
 */
final class GatherFunction implements VertexFunction {

    @Override
    public Values forward(Values[] inputs, boolean training) {
        Values vectors = inputs[0];
        Values places = inputs[1];
        Values events = inputs[2];
        int batch = events.size(0);
        int dimension = vectors.size(1) - 1;
        int more = events.size(1);
        int length = events.size(2);
        Values gathered = Values.cube(batch, dimension + more, length);
        for (int t = 0; t < length; t++) {
            int block = t * (dimension + more) * batch;
            for (int b = 0; b < batch; b++) {
                int place = places.integer(b * places.size(1) + t);
                if (place >= 0) {
                    int from = place * (dimension + 1);
                    for (int k = 0; k < dimension; k++) {
                        gathered.data()[block + k * batch + b] = vectors.data()[from + k];
                    }
                }
            }
            System.arraycopy(events.data(), t * more * batch, gathered.data(), block + dimension * batch, more * batch);
        }
        return gathered;
    }

    @Override
    public @Nullable Values[] backward(Values[] inputs, Values errors) {
        Values places = inputs[1];
        int batch = errors.size(0);
        int dimension = inputs[0].size(1) - 1;
        Values below = Values.matrix(inputs[0].size(0), dimension + 1);
        for (int t = 0; t < errors.size(2); t++) {
            int block = t * errors.size(1) * batch;
            for (int b = 0; b < batch; b++) {
                int place = places.integer(b * places.size(1) + t);
                if (place >= 0) {
                    int to = place * (dimension + 1);
                    for (int k = 0; k < dimension; k++) {
                        below.data()[to + k] += errors.data()[block + k * batch + b];
                    }
                }
            }
        }
        return new Values[] {below, null, null};
    }
}
