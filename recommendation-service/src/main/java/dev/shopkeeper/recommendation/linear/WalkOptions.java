package dev.shopkeeper.recommendation.linear;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Options of {@link WalkTrainer}.
 *
 * @param damping of long histories: a history weighs {@code items^-damping}
 * @param source of items met often that speak: what one says weighs {@code times met^-source}
 * @param popularity of items met often that are spoken for: {@code times met^-popularity}
 * @param fading how the past fades when the model is asked; it does not when it learns
 */
public record WalkOptions(double damping, double source, double popularity, Decay fading) {

    public void write(DataOutputStream out) throws IOException {
        out.writeDouble(damping);
        out.writeDouble(source);
        out.writeDouble(popularity);
        fading.write(out);
    }

    public static WalkOptions read(DataInputStream in) throws IOException {
        return new WalkOptions(in.readDouble(), in.readDouble(), in.readDouble(), Decay.read(in));
    }

    WalkOptions withDamping(double value) {
        return new WalkOptions(value, source, popularity, fading);
    }

    WalkOptions withSource(double value) {
        return new WalkOptions(damping, value, popularity, fading);
    }

    WalkOptions withPopularity(double value) {
        return new WalkOptions(damping, source, value, fading);
    }

    WalkOptions withHalfLife(double steps) {
        return new WalkOptions(damping, source, popularity, new Decay(steps));
    }
}
