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
 * @param again what an event adds to the score of its own item, beside what was learned
 * @param negatives items drawn beside those of a batch, where the catalogue is large
 * @param epochs through the data
 * @param attributes whether it is told what the items are
 */
public record DeepOptions(
        int dimension,
        double learningRate,
        double fading,
        double dropout,
        double decay,
        double ahead,
        double again,
        int negatives,
        int epochs,
        boolean attributes) {

    /** @throws IllegalArgumentException naming the option that is out of its bounds */
    public DeepOptions {
        if (epochs < 1 || epochs > 1000) {
            throw new IllegalArgumentException("The option epochs is " + epochs + ", and may be 1 to 1000");
        }
        if (!Double.isFinite(again)) {
            throw new IllegalArgumentException("The option again is " + again + ", and is to be a number");
        }
        network(dimension, learningRate, fading, dropout, decay, ahead, negatives);
    }

    public static DeepOptions defaults() {
        return new DeepOptions(128, 0.005, 0.9, 0.3, 0, 0.5, 0, 1024, 8, true);
    }

    NextItemOptions network() {
        return network(dimension, learningRate, fading, dropout, decay, ahead, negatives);
    }

    private static NextItemOptions network(
            int dimension,
            double learningRate,
            double fading,
            double dropout,
            double decay,
            double ahead,
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
        out.writeDouble(again);
        out.writeInt(negatives);
        out.writeInt(epochs);
        out.writeBoolean(attributes);
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
                in.readInt(),
                in.readInt(),
                in.readBoolean());
    }

    DeepOptions withDimension(int value) {
        return new DeepOptions(
                value, learningRate, fading, dropout, decay, ahead, again, negatives, epochs, attributes);
    }

    DeepOptions withLearningRate(double value) {
        return new DeepOptions(dimension, value, fading, dropout, decay, ahead, again, negatives, epochs, attributes);
    }

    DeepOptions withDropout(double value) {
        return new DeepOptions(
                dimension, learningRate, fading, value, decay, ahead, again, negatives, epochs, attributes);
    }

    DeepOptions withDecay(double value) {
        return new DeepOptions(
                dimension, learningRate, fading, dropout, value, ahead, again, negatives, epochs, attributes);
    }

    DeepOptions withAhead(double value) {
        return new DeepOptions(
                dimension, learningRate, fading, dropout, decay, value, again, negatives, epochs, attributes);
    }

    DeepOptions withAgain(double value) {
        return new DeepOptions(
                dimension, learningRate, fading, dropout, decay, ahead, value, negatives, epochs, attributes);
    }

    DeepOptions withEpochs(int value) {
        return new DeepOptions(
                dimension, learningRate, fading, dropout, decay, ahead, again, negatives, value, attributes);
    }

    DeepOptions withAttributes(boolean value) {
        return new DeepOptions(dimension, learningRate, fading, dropout, decay, ahead, again, negatives, epochs, value);
    }
}
