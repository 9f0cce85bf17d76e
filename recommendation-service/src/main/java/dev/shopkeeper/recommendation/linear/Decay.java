package dev.shopkeeper.recommendation.linear;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How the past fades: an event counts half as much for every {@code halfLifeSteps} steps after it.
 *
 * @param halfLifeSteps above zero; infinite for a past that does not fade
 */
public record Decay(double halfLifeSteps) {

    /** Where an event no longer says anything. */
    private static final double SILENT = 0.01;

    public Decay {
        if (!(halfLifeSteps > 0)) {
            throw new IllegalArgumentException(
                    "The half-life is " + halfLifeSteps + " steps. Maybe give a number above zero?");
        }
    }

    /** What counts for each step of age, from 1 for the last step on; as long as it says anything, at most so long. */
    public float[] weights(int most) {
        double length = Math.ceil(halfLifeSteps * Math.log(1 / SILENT) / Math.log(2));
        float[] weights = new float[Math.max(1, (int) Math.min(most, length))];
        for (int age = 0; age < weights.length; age++) {
            weights[age] = (float) StrictMath.pow(0.5, age / halfLifeSteps);
        }
        return weights;
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeDouble(halfLifeSteps);
    }

    public static Decay read(DataInputStream in) throws IOException {
        return new Decay(in.readDouble());
    }

    /** The factor per step. */
    double factor() {
        return StrictMath.pow(0.5, 1 / halfLifeSteps);
    }
}
