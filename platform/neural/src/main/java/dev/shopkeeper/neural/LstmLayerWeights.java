package dev.shopkeeper.neural;

/**
 * The weights of one LSTM layer, a row for each input, then for each unit, then the biases. A row has four blocks of
 * units: block input, forget gate, output gate, input gate.
 *
 * @param features inputs of a step
 */
record LstmLayerWeights(int features, int units, float[][] rows) {

    /** One sequence through the layer: {@code float[steps][features]} to {@code float[steps][units]}. */
    float[][] forward(float[][] sequence) {
        float[][] outputs = new float[sequence.length][units];
        float[] gates = new float[4 * units];
        float[] cell = new float[units];
        float[] cellTanh = new float[units];
        float[] biases = rows[features + units];
        for (int t = 0; t < sequence.length; t++) {
            System.arraycopy(biases, 0, gates, 0, gates.length);
            WeightedRows.addWeighted(gates, rows, 0, sequence[t]);
            if (t > 0) {
                WeightedRows.addWeighted(gates, rows, features, outputs[t - 1]);
            }
            SmoothFunctions.tanh(gates, 0, units);
            SmoothFunctions.sigmoid(gates, units, 4 * units);
            for (int j = 0; j < units; j++) {
                cell[j] = gates[units + j] * cell[j] + gates[3 * units + j] * gates[j];
            }
            System.arraycopy(cell, 0, cellTanh, 0, units);
            SmoothFunctions.tanh(cellTanh, 0, units);
            float[] output = outputs[t];
            for (int j = 0; j < units; j++) {
                output[j] = gates[2 * units + j] * cellTanh[j];
            }
        }
        return outputs;
    }
}
