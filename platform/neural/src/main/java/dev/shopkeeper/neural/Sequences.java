package dev.shopkeeper.neural;

/**
 * Sequences to learn from, all of one length. The arrays are used as they are and not to be changed meanwhile.
 *
 * @param inputs {@code float[samples][steps][features]}
 * @param targets {@code float[samples][steps][outputs]}; for quantiles, the same value once for each of them
 * @param weights {@code float[samples][steps]}, how much each step counts in the loss: 0 for one whose target is not known
 */
public record Sequences(float[][][] inputs, float[][][] targets, float[][] weights) {

    /** @throws IllegalArgumentException naming the first sample that does not fit, or has a value that is not finite */
    public Sequences {
        if (inputs.length == 0 || inputs.length != targets.length || inputs.length != weights.length) {
            throw new IllegalArgumentException("There are " + inputs.length + " inputs, " + targets.length
                    + " targets and " + weights.length + " weights of samples, and each needs all three."
                    + " Maybe the history is too short for a single sample?");
        }
        if (inputs[0].length == 0 || inputs[0][0].length == 0 || targets[0].length == 0 || targets[0][0].length == 0) {
            throw new IllegalArgumentException("The first sample has no steps, features or outputs");
        }
        double all = 0;
        for (int n = 0; n < inputs.length; n++) {
            check("input", n, inputs[n], inputs[0].length, inputs[0][0].length);
            check("target", n, targets[n], inputs[0].length, targets[0][0].length);
            check("weights", n, new float[][] {weights[n]}, 1, inputs[0].length);
            for (float weight : weights[n]) {
                if (weight < 0) {
                    throw new IllegalArgumentException("Sample " + n + " has the negative weight " + weight);
                }
                all += weight;
            }
        }
        if (all == 0) {
            throw new IllegalArgumentException(
                    "All weights of " + inputs.length + " samples are 0, so there is nothing to learn");
        }
    }

    private static void check(String what, int sample, float[][] values, int steps, int width) {
        if (values.length != steps) {
            throw new IllegalArgumentException(
                    "The " + what + " of sample " + sample + " has " + values.length + " steps, and others " + steps);
        }
        for (float[] step : values) {
            if (step.length != width) {
                throw new IllegalArgumentException("The " + what + " of sample " + sample + " has " + step.length
                        + " values where others have " + width);
            }
            for (float value : step) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("The " + what + " of sample " + sample + " has the value "
                            + value + ". Maybe leave it out, or give a weight of 0 and a finite value?");
                }
            }
        }
    }

    public int size() {
        return inputs.length;
    }

    public int steps() {
        return inputs[0].length;
    }

    public int features() {
        return inputs[0][0].length;
    }

    public int outputs() {
        return targets[0][0].length;
    }

    double totalWeight() {
        double total = 0;
        for (float[] row : weights) {
            for (float weight : row) {
                total += weight;
            }
        }
        return total;
    }
}
