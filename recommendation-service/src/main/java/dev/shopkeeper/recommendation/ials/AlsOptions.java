package dev.shopkeeper.recommendation.ials;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Options of implicit ALS.
 *
 * @param dimension of the vectors
 * @param regularisation lambda; that of one vector grows with how much was met by it
 * @param unobserved alpha: the weight of what was not met, beside 1 for what was
 * @param iterations over people and items
 */
public record AlsOptions(int dimension, double regularisation, double unobserved, int iterations) {

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(dimension);
        out.writeDouble(regularisation);
        out.writeDouble(unobserved);
        out.writeInt(iterations);
    }

    public static AlsOptions read(DataInputStream in) throws IOException {
        return new AlsOptions(in.readInt(), in.readDouble(), in.readDouble(), in.readInt());
    }

    AlsOptions withDimension(int value) {
        return new AlsOptions(value, regularisation, unobserved, iterations);
    }

    AlsOptions withRegularisation(double value) {
        return new AlsOptions(dimension, value, unobserved, iterations);
    }

    AlsOptions withUnobserved(double value) {
        return new AlsOptions(dimension, regularisation, value, iterations);
    }
}
