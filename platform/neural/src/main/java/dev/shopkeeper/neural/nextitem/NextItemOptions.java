package dev.shopkeeper.neural.nextitem;

import java.util.Locale;

/**
 * Options of a network that says what comes next.
 *
 * @param dimension of the vectors of items, and units of the LSTM
 * @param learningRate of Adam at the beginning
 * @param fading what the rate of an epoch is times that of the one before, above 0, at most 1
 * @param dropout the share of the inputs of a layer that is left out in training, at least 0, below 1
 * @param decay of all weights in a step, times the learning rate (Loshchilov and Hutter, Decoupled Weight Decay, ICLR 2019)
 * @param ownDropout the share of items with attributes whose own vectors are left out in training, so that attributes alone are
 *     enough for an item that nobody has met
 * @param ahead the share of a target that goes to what comes after the next step, less the farther it is, at least 0, below 1
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
        double ahead,
        double backward,
        int negatives,
        int positions,
        int fullBelow) {

    /** @throws IllegalArgumentException naming the option that is out of its bounds */
    public NextItemOptions {
        require("dimension", dimension, dimension >= 1 && dimension <= 1024, "1 to 1024");
        require("learningRate", learningRate, learningRate > 0 && learningRate <= 1, "above 0, at most 1");
        require("fading", fading, fading > 0 && fading <= 1, "above 0, at most 1");
        require("dropout", dropout, dropout >= 0 && dropout < 1, "at least 0, below 1");
        require("decay", decay, decay >= 0 && decay <= 10, "0 to 10");
        require("ownDropout", ownDropout, ownDropout >= 0 && ownDropout < 1, "at least 0, below 1");
        require("ahead", ahead, ahead >= 0 && ahead < 1, "at least 0, below 1");
        require("backward", backward, backward >= 0 && backward <= 1, "0 to 1");
        require("negatives", negatives, negatives >= 1, "at least 1");
        require("positions", positions, positions >= 1 && positions <= 1 << 16, "1 to 65536");
        require("fullBelow", fullBelow, fullBelow >= 0, "at least 0");
    }

    private static void require(String name, double value, boolean right, String bounds) {
        if (!right) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The option %s is %s, and may be %s", name, value, bounds));
        }
    }

    public static NextItemOptions defaults() {
        return new NextItemOptions(64, 0.005, 0.9, 0.3, 0, 0.1, 0.5, 0, 1024, 1024, 5000);
    }
}
