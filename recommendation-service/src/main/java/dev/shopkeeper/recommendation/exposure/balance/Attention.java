package dev.shopkeeper.recommendation.exposure.balance;

import java.util.Arrays;

/** What a place in a list is worth, and how unequally such worth is spread. */
public final class Attention {

    private static final double LOG_2 = Math.log(2);

    private Attention() {}

    /**
     * The exposure of a position, 1/log2(1 + position), 1 at the top: the discount of DCG, as Singh and Joachims 2018 (Fairness
     * of exposure in rankings) take it.
     *
     * @param position from 1
     */
    public static double at(int position) {
        if (position < 1) {
            throw new IllegalArgumentException("position is " + position + ". Maybe it counts from 0 and not from 1?");
        }
        return LOG_2 / Math.log1p(position);
    }

    /** The exposure of all positions down to one. */
    public static double downTo(int position) {
        double sum = 0;
        for (int each = 1; each <= position; each++) {
            sum += at(each);
        }
        return sum;
    }

    /**
     * Gini's coefficient: 0 where all have the same, towards 1 where one has everything.
     *
     * @param values none of them negative; left as they are
     * @return 0 where there is nothing to share
     */
    public static double gini(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0 && !(sorted[0] >= 0)) {
            throw new IllegalArgumentException("A value is " + sorted[0] + ". Maybe something was subtracted?");
        }
        double sum = 0;
        double ranked = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            ranked += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return sum == 0 ? 0 : ranked / (sorted.length * sum);
    }
}
