package dev.shopkeeper.recommendation.linear;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Options of EASE^R.
 *
 * @param ridge of the regression
 * @param damping of long histories: a row weighs {@code items^-damping}
 * @param neighbours most features per target where the catalogue is too large for the dense solution
 * @param attributeWeight what common attributes count beside common histories
 * @param fading how the past fades when the model is asked; it does not when it learns
 */
public record EaseOptions(double ridge, double damping, int neighbours, double attributeWeight, Decay fading) {

    public void write(DataOutputStream out) throws IOException {
        out.writeDouble(ridge);
        out.writeDouble(damping);
        out.writeInt(neighbours);
        out.writeDouble(attributeWeight);
        fading.write(out);
    }

    public static EaseOptions read(DataInputStream in) throws IOException {
        return new EaseOptions(in.readDouble(), in.readDouble(), in.readInt(), in.readDouble(), Decay.read(in));
    }

    EaseOptions withRidge(double value) {
        return new EaseOptions(value, damping, neighbours, attributeWeight, fading);
    }

    EaseOptions withDamping(double value) {
        return new EaseOptions(ridge, value, neighbours, attributeWeight, fading);
    }

    EaseOptions withNeighbours(int value) {
        return new EaseOptions(ridge, damping, value, attributeWeight, fading);
    }

    EaseOptions withAttributeWeight(double value) {
        return new EaseOptions(ridge, damping, neighbours, value, fading);
    }

    EaseOptions withHalfLife(double steps) {
        return new EaseOptions(ridge, damping, neighbours, attributeWeight, new Decay(steps));
    }
}
