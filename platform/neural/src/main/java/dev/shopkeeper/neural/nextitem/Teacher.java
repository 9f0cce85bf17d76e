package dev.shopkeeper.neural.nextitem;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A simpler model that a network learns from beside the data, as in Hinton, Vinyals, Dean, Distilling the Knowledge in a Neural
 * Network (2015): what each item says for others. What it says after some events is the sum over them, an event counting less
 * the longer ago it is. An item is drawn with a chance in proportion to it, each time anew, in place of the whole distribution: in
 * the mean that is the same target, and needs one candidate and not hundreds.
 */
public final class Teacher {

    private static final int TRIES = 4;

    /** What an event counts beside the one a step after it: half after three steps. */
    private static final double FADING = Math.pow(0.5, 1 / 3.0);

    private final int[][] others;
    private final float[][] sums;

    /**
     * @param others {@code int[items][]}: of each item the items that it says something for
     * @param weights beside them, above zero
     * @throws IllegalArgumentException naming the item whose weights are not as they are to be
     */
    public Teacher(int[][] others, float[][] weights) {
        if (others.length != weights.length) {
            throw new IllegalArgumentException(
                    "A teacher has what " + others.length + " items are for and weights of " + weights.length);
        }
        this.others = others;
        this.sums = new float[weights.length][];
        for (int item = 0; item < weights.length; item++) {
            if (others[item].length != weights[item].length) {
                throw new IllegalArgumentException("Item " + item + " is for " + others[item].length + " others, with "
                        + weights[item].length + " weights");
            }
            sums[item] = new float[weights[item].length];
            float sum = 0;
            for (int at = 0; at < sums[item].length; at++) {
                float weight = weights[item][at];
                if (!(weight > 0) || !Float.isFinite(weight) || others[item][at] < 0) {
                    throw new IllegalArgumentException("Item " + item + " has the weight " + weight + " for "
                            + others[item][at] + ", and weights are above zero");
                }
                sum += weight;
                sums[item][at] = sum;
            }
        }
    }

    int items() {
        return others.length;
    }

    /**
     * Draws an item that was not met.
     *
     * @param events how many of the sequence came before, at least one
     * @return -1 if there is none, or none was found in a few tries
     */
    int draw(ItemSequence sequence, int events, SplittableRandom random) {
        double[] upTo = new double[events];
        double sum = 0;
        double share = 1;
        for (int event = events - 1; event >= 0; event--) {
            if (event < events - 1 && sequence.steps()[event] != sequence.steps()[event + 1]) {
                share *= FADING;
            }
            float[] own = sums[sequence.items()[event]];
            sum += own.length == 0 ? 0 : share * own[own.length - 1];
            upTo[events - 1 - event] = sum;
        }
        if (sum <= 0) {
            return -1;
        }
        for (int tries = 0; tries < TRIES; tries++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
            int ago = Math.min(found >= 0 ? found + 1 : -found - 1, events - 1);
            int source = sequence.items()[events - 1 - ago];
            float[] own = sums[source];
            if (own.length > 0) {
                int place = Arrays.binarySearch(own, (float) (random.nextDouble() * own[own.length - 1]));
                int item = others[source][Math.min(place >= 0 ? place : -place - 1, own.length - 1)];
                if (notMet(sequence, events, item)) {
                    return item;
                }
            }
        }
        return -1;
    }

    private static boolean notMet(ItemSequence sequence, int events, int item) {
        for (int event = 0; event < events; event++) {
            if (sequence.items()[event] == item) {
                return false;
            }
        }
        return true;
    }
}
