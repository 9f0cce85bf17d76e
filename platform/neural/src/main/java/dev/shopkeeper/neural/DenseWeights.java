package dev.shopkeeper.neural;

/**
 * The weights of a linear layer, a row for each input, then the biases.
 *
 * @param inputs of a step
 */
record DenseWeights(int inputs, int outputs, float[][] rows) {

    /** Each step by itself: {@code float[steps][inputs]} to {@code float[steps][outputs]}. */
    float[][] forward(float[][] sequence) {
        float[][] results = new float[sequence.length][];
        for (int t = 0; t < sequence.length; t++) {
            results[t] = rows[inputs].clone();
            WeightedRows.addWeighted(results[t], rows, 0, sequence[t]);
        }
        return results;
    }
}
