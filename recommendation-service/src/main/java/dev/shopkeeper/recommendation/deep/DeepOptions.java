package dev.shopkeeper.recommendation.deep;

import dev.shopkeeper.neural.nextitem.NextItemOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Options of the recurrent network.
 *
 * @param dimension of the vectors of items
 * @param learningRate of Adam at the beginning
 * @param fading what the rate of an epoch is times that of the one before
 * @param dropout the share of inputs that is left out in training
 * @param decay of all weights in a step, times the learning rate
 * @param ahead the share of a target that goes to what comes later than next
 * @param backward the share of histories that are read from their end in training
 * @param again the score of what was met, where an item that was not has 0 on average; 0 leaves it there
 * @param negatives items drawn beside those of a batch, where the catalogue is large
 * @param epochs through the data
 * @param attributes whether it is told what the items are
 * @param factors whether the vectors begin with those of implicit ALS
 */
public record DeepOptions(
        int dimension,
        double learningRate,
        double fading,
        double dropout,
        double decay,
        double ahead,
        double backward,
        double again,
        int negatives,
        int epochs,
        boolean attributes,
        boolean factors) {

    /** @throws IllegalArgumentException naming the option that is out of its bounds */
    public DeepOptions {
        if (epochs < 1 || epochs > 1000) {
            throw new IllegalArgumentException("The option epochs is " + epochs + ", and may be 1 to 1000");
        }
        if (!Double.isFinite(again)) {
            throw new IllegalArgumentException("The option again is " + again + ", and is to be a number");
        }
        network(dimension, learningRate, fading, dropout, decay, ahead, backward, negatives);
    }

    public static DeepOptions defaults() {
        return new DeepOptions(64, 0.002, 0.9, 0.3, 0, 0.5, 0.5, 0, 1024, 6, true, true);
    }

    NextItemOptions network() {
        return network(dimension, learningRate, fading, dropout, decay, ahead, backward, negatives);
    }

    private static NextItemOptions network(
            int dimension,
            double learningRate,
            double fading,
            double dropout,
            double decay,
            double ahead,
            double backward,
            int negatives) {
        NextItemOptions others = NextItemOptions.defaults();
        return new NextItemOptions(
                dimension,
                learningRate,
                fading,
                dropout,
                decay,
                others.ownDropout(),
                ahead,
                backward,
                negatives,
                others.positions(),
                others.fullBelow());
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(dimension);
        out.writeDouble(learningRate);
        out.writeDouble(fading);
        out.writeDouble(dropout);
        out.writeDouble(decay);
        out.writeDouble(ahead);
        out.writeDouble(backward);
        out.writeDouble(again);
        out.writeInt(negatives);
        out.writeInt(epochs);
        out.writeBoolean(attributes);
        out.writeBoolean(factors);
    }

    public static DeepOptions read(DataInputStream in) throws IOException {
        return new DeepOptions(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readBoolean());
    }

    DeepOptions withDimension(int value) {
        return new DeepOptions(
                value,
                learningRate,
                fading,
                dropout,
                decay,
                ahead,
                backward,
                again,
                negatives,
                epochs,
                attributes,
                factors);
    }

    DeepOptions withDropout(double value) {
        return new DeepOptions(
                dimension,
                learningRate,
                fading,
                value,
                decay,
                ahead,
                backward,
                again,
                negatives,
                epochs,
                attributes,
                factors);
    }

    DeepOptions withBackward(double value) {
        return new DeepOptions(
                dimension,
                learningRate,
                fading,
                dropout,
                decay,
                ahead,
                value,
                again,
                negatives,
                epochs,
                attributes,
                factors);
    }

    DeepOptions withAgain(double value) {
        return new DeepOptions(
                dimension,
                learningRate,
                fading,
                dropout,
                decay,
                ahead,
                backward,
                value,
                negatives,
                epochs,
                attributes,
                factors);
    }

    DeepOptions withEpochs(int value) {
        return new DeepOptions(
                dimension,
                learningRate,
                fading,
                dropout,
                decay,
                ahead,
                backward,
                again,
                negatives,
                value,
                attributes,
                factors);
    }

    DeepOptions withAttributes(boolean value) {
        return new DeepOptions(
                dimension,
                learningRate,
                fading,
                dropout,
                decay,
                ahead,
                backward,
                again,
                negatives,
                epochs,
                value,
                factors);
    }

    DeepOptions withFactors(boolean value) {
        return new DeepOptions(
                dimension,
                learningRate,
                fading,
                dropout,
                decay,
                ahead,
                backward,
                again,
                negatives,
                epochs,
                attributes,
                value);
    }
}
