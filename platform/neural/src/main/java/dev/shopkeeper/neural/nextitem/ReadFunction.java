package dev.shopkeeper.neural.nextitem;

import org.jspecify.annotations.Nullable;

/**
 * What is known after an event: what the LSTM says, the vector of the item, and the mean of the vectors so far, where an event
 * counts {@link EventInputs#FADING} times as much as the one after it. Inputs: sequences x units x events; sequences x (dimension +
 * inputs) x events; positions x 2 of a sequence and an event, -1 before the first. Output: positions x (units + 2 dimensions), zero
 * before the first event.
 */
final class ReadFunction implements VertexFunction {

    @Override
    public Values forward(Values[] inputs, boolean training) {
        Values hidden = inputs[0];
        Values events = inputs[1];
        Values positions = inputs[2];
        int batch = hidden.size(0);
        int units = hidden.size(1);
        int dimension = events.size(1) - EventInputs.SIZE;
        float[] means = means(events, dimension);
        Values read = Values.matrix(positions.size(0), units + 2 * dimension);
        for (int p = 0; p < positions.size(0); p++) {
            int b = positions.integer(2 * p);
            int t = positions.integer(2 * p + 1);
            if (t < 0) {
                continue;
            }
            int at = p * read.size(1);
            for (int k = 0; k < units; k++) {
                read.data()[at + k] = hidden.data()[(t * units + k) * batch + b];
            }
            for (int k = 0; k < dimension; k++) {
                read.data()[at + units + k] = events.data()[(t * events.size(1) + k) * batch + b];
                read.data()[at + units + dimension + k] = means[(t * dimension + k) * batch + b];
            }
        }
        return read;
    }

    /** Sequences x dimension x events. */
    private static float[] means(Values events, int dimension) {
        int block = events.size(0) * dimension;
        float[] sums = new float[block * events.size(2)];
        for (int t = 0; t < events.size(2); t++) {
            int from = t * events.size(1) * events.size(0);
            float weight = EventInputs.shareInMean(t);
            for (int j = 0; j < block; j++) {
                // The mean so far, moved towards what is new.
                float before = t == 0 ? 0 : sums[(t - 1) * block + j];
                sums[t * block + j] = before + weight * (events.data()[from + j] - before);
            }
        }
        return sums;
    }

    @Override
    public @Nullable Values[] backward(Values[] inputs, Values errors) {
        Values events = inputs[1];
        Values positions = inputs[2];
        int batch = inputs[0].size(0);
        int units = inputs[0].size(1);
        int dimension = events.size(1) - EventInputs.SIZE;
        int block = batch * dimension;
        Values hidden = Values.cube(batch, units, inputs[0].size(2));
        Values below = Values.cube(batch, events.size(1), events.size(2));
        float[] means = new float[block * events.size(2)];
        for (int p = 0; p < positions.size(0); p++) {
            int b = positions.integer(2 * p);
            int t = positions.integer(2 * p + 1);
            if (t < 0) {
                continue;
            }
            int at = p * errors.size(1);
            for (int k = 0; k < units; k++) {
                hidden.data()[(t * units + k) * batch + b] += errors.data()[at + k];
            }
            for (int k = 0; k < dimension; k++) {
                below.data()[(t * events.size(1) + k) * batch + b] += errors.data()[at + units + k];
                means[(t * dimension + k) * batch + b] += errors.data()[at + units + dimension + k];
            }
        }
        for (int t = events.size(2) - 1; t >= 0; t--) {
            int to = t * events.size(1) * batch;
            float weight = EventInputs.shareInMean(t);
            for (int j = 0; j < block; j++) {
                float error = means[t * block + j];
                below.data()[to + j] += weight * error;
                if (t > 0) {
                    means[(t - 1) * block + j] += (1 - weight) * error;
                }
            }
        }
        return new Values[] {hidden, below, null};
    }
}
