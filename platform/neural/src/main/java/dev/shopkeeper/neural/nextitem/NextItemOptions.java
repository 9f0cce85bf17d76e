package dev.shopkeeper.neural.nextitem;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;

/**
 * Options of a network that says what comes next; {@link #defaults()} and {@link #toBuilder()} make others.
 *
 * @param dimension of the vectors of items, and units of the LSTM
 * @param learningRate of Adam at the beginning
 * @param fading what the rate of an epoch is times that of the one before, above 0, at most 1
 * @param dropout the share of the inputs of a layer that is left out in training, at least 0, below 1
 * @param decay of all weights in a step, times the learning rate (Loshchilov and Hutter, Decoupled Weight Decay, ICLR 2019)
 * @param ownDropout the share of items with attributes whose own vectors are left out in training, so that attributes alone are
 *     enough for an item that nobody has met
 * @param eventDropout the share of events whose items are not read in training, at least 0, below 1
 * @param ahead the share of a target that goes to what comes after the next step, less the farther it is, at least 0, below 1
 * @param taught the share of a target that goes to what the {@link Teacher} says, at least 0, below 1
 * @param backward the share of sequences that are read from their end in training: what is met together is learned twice as fast
 *     where the order says little, at least 0, at most 1
 * @param negatives items drawn as candidates of a batch beside those that occur in it
 * @param positions of a batch, about
 * @param fullBelow the largest catalogue whose items are all candidates, always
 */
public record NextItemOptions(
        int dimension,
        double learningRate,
        double fading,
        double dropout,
        double decay,
        double ownDropout,
        double eventDropout,
        double ahead,
        double taught,
        double backward,
        int negatives,
        int positions,
        int fullBelow) {

    /** @throws IllegalArgumentException naming the option that is out of its bounds */
    public NextItemOptions {
        require("dimension", dimension, dimension >= 1 && dimension <= 1024, "1 to 1024");
        require("learningRate", learningRate, learningRate > 0 && learningRate <= 1, "above 0, at most 1");
        require("fading", fading, fading > 0 && fading <= 1, "above 0, at most 1");
        requireShare("dropout", dropout);
        require("decay", decay, decay >= 0 && decay <= 10, "0 to 10");
        requireShare("ownDropout", ownDropout);
        requireShare("eventDropout", eventDropout);
        requireShare("ahead", ahead);
        requireShare("taught", taught);
        require("backward", backward, backward >= 0 && backward <= 1, "0 to 1");
        require("negatives", negatives, negatives >= 1, "at least 1");
        require("positions", positions, positions >= 1 && positions <= 1 << 16, "1 to 65536");
        require("fullBelow", fullBelow, fullBelow >= 0, "at least 0");
    }

    private static void requireShare(String name, double value) {
        require(name, value, value >= 0 && value < 1, "at least 0, below 1");
    }

    private static void require(String name, double value, boolean right, String bounds) {
        if (!right) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The option %s is %s, and may be %s", name, value, bounds));
        }
    }

    public static NextItemOptions defaults() {
        return new Builder().build();
    }

    /** These options, to be changed. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.dimension = dimension;
        builder.learningRate = learningRate;
        builder.fading = fading;
        builder.dropout = dropout;
        builder.decay = decay;
        builder.ownDropout = ownDropout;
        builder.eventDropout = eventDropout;
        builder.ahead = ahead;
        builder.taught = taught;
        builder.backward = backward;
        builder.negatives = negatives;
        builder.positions = positions;
        builder.fullBelow = fullBelow;
        return builder;
    }

    /** Writes them, for {@link #read}. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(dimension);
        out.writeDouble(learningRate);
        out.writeDouble(fading);
        out.writeDouble(dropout);
        out.writeDouble(decay);
        out.writeDouble(ownDropout);
        out.writeDouble(eventDropout);
        out.writeDouble(ahead);
        out.writeDouble(taught);
        out.writeDouble(backward);
        out.writeInt(negatives);
        out.writeInt(positions);
        out.writeInt(fullBelow);
    }

    /** @throws IllegalArgumentException naming the option that is out of its bounds */
    public static NextItemOptions read(DataInputStream in) throws IOException {
        return new NextItemOptions(
                in.readInt(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                in.readInt());
    }

    /** Options that are not said are as they were. Not thread-safe. */
    public static final class Builder {
        private int dimension = 64;
        private double learningRate = 0.002;
        private double fading = 0.9;
        private double dropout = 0.3;
        private double decay;
        private double ownDropout = 0.1;
        private double eventDropout;
        private double ahead = 0.5;
        private double taught;
        private double backward;
        private int negatives = 1024;
        private int positions = 1024;
        private int fullBelow = 5000;

        private Builder() {}

        public Builder dimension(int value) {
            this.dimension = value;
            return this;
        }

        public Builder learningRate(double value) {
            this.learningRate = value;
            return this;
        }

        public Builder fading(double value) {
            this.fading = value;
            return this;
        }

        public Builder dropout(double value) {
            this.dropout = value;
            return this;
        }

        public Builder decay(double value) {
            this.decay = value;
            return this;
        }

        public Builder ownDropout(double value) {
            this.ownDropout = value;
            return this;
        }

        public Builder eventDropout(double value) {
            this.eventDropout = value;
            return this;
        }

        public Builder ahead(double value) {
            this.ahead = value;
            return this;
        }

        public Builder taught(double value) {
            this.taught = value;
            return this;
        }

        public Builder backward(double value) {
            this.backward = value;
            return this;
        }

        public Builder negatives(int value) {
            this.negatives = value;
            return this;
        }

        public Builder positions(int value) {
            this.positions = value;
            return this;
        }

        public Builder fullBelow(int value) {
            this.fullBelow = value;
            return this;
        }

        /** @throws IllegalArgumentException naming the option that is out of its bounds */
        public NextItemOptions build() {
            return new NextItemOptions(
                    dimension,
                    learningRate,
                    fading,
                    dropout,
                    decay,
                    ownDropout,
                    eventDropout,
                    ahead,
                    taught,
                    backward,
                    negatives,
                    positions,
                    fullBelow);
        }
    }
}
