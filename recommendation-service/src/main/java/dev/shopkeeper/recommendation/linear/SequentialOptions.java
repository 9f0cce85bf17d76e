package dev.shopkeeper.recommendation.linear;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Options of the sequential linear model.
 *
 * @param scales how the past fades, one or two of them
 * @param ridge of the regression
 * @param neighbours most features per target
 * @param attributeWeight what common attributes count beside common histories
 */
public record SequentialOptions(List<Decay> scales, double ridge, int neighbours, double attributeWeight) {

    public SequentialOptions {
        scales = List.copyOf(scales);
    }

    public void write(DataOutputStream out) throws IOException {
        Decays.write(scales, out);
        out.writeDouble(ridge);
        out.writeInt(neighbours);
        out.writeDouble(attributeWeight);
    }

    public static SequentialOptions read(DataInputStream in) throws IOException {
        return new SequentialOptions(Decays.read(in), in.readDouble(), in.readInt(), in.readDouble());
    }

    SequentialOptions withHalfLife(double steps) {
        List<Decay> all = new ArrayList<>(scales);
        all.set(0, new Decay(steps));
        return new SequentialOptions(all, ridge, neighbours, attributeWeight);
    }

    /** Of a second scale; 0 for none. */
    SequentialOptions withSlowHalfLife(double steps) {
        List<Decay> all = new ArrayList<>(scales.subList(0, 1));
        if (steps > 0) {
            all.add(new Decay(steps));
        }
        return new SequentialOptions(all, ridge, neighbours, attributeWeight);
    }

    SequentialOptions withRidge(double value) {
        return new SequentialOptions(scales, value, neighbours, attributeWeight);
    }

    SequentialOptions withNeighbours(int value) {
        return new SequentialOptions(scales, ridge, value, attributeWeight);
    }

    SequentialOptions withAttributeWeight(double value) {
        return new SequentialOptions(scales, ridge, neighbours, value);
    }
}
