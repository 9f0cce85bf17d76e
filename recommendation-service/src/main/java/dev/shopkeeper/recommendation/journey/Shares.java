package dev.shopkeeper.recommendation.journey;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What each part of the model counts for beside the others, at least zero; on a common scale, so that equal shares say
 * about as much.
 *
 * @param sequential the regression "faded past, then next item"
 * @param ease the regression that knows no order
 * @param cosine of co-occurrence
 * @param kinship what is popular among items of the same kind
 */
public record Shares(double sequential, double ease, double cosine, double kinship) {

    Shares withSequential(double value) {
        return new Shares(value, ease, cosine, kinship);
    }

    Shares withEase(double value) {
        return new Shares(sequential, value, cosine, kinship);
    }

    Shares withCosine(double value) {
        return new Shares(sequential, ease, value, kinship);
    }

    Shares withKinship(double value) {
        return new Shares(sequential, ease, cosine, value);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(sequential);
        out.writeDouble(ease);
        out.writeDouble(cosine);
        out.writeDouble(kinship);
    }

    static Shares read(DataInputStream in) throws IOException {
        return new Shares(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
