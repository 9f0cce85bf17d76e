package dev.shopkeeper.membership.clustering;

import java.util.Arrays;

/** How far two groupings of the same points agree, beyond chance (Hubert, Arabie 1985). */
public final class RandIndex {

    private RandIndex() {}

    /**
     * The adjusted Rand index.
     *
     * @param one the group of each point, from 0
     * @param other the group of each point in the other grouping
     * @return 1 where both group alike, about 0 where they agree by chance; 1 where each puts all points into one group, of
     *     which the formula says nothing
     */
    public static double adjusted(int[] one, int[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    one.length + " points are grouped once and " + other.length + " the other time.");
        }
        int rows = Arrays.stream(one).max().orElse(0) + 1;
        int columns = Arrays.stream(other).max().orElse(0) + 1;
        long[][] table = new long[rows][columns];
        long[] rowSums = new long[rows];
        long[] columnSums = new long[columns];
        for (int i = 0; i < one.length; i++) {
            table[one[i]][other[i]]++;
            rowSums[one[i]]++;
            columnSums[other[i]]++;
        }
        double together = 0;
        for (long[] row : table) {
            together += pairs(row);
        }
        double inOne = pairs(rowSums);
        double inOther = pairs(columnSums);
        double all = one.length * (one.length - 1.0) / 2;
        double expected = all == 0 ? 0 : inOne * inOther / all;
        double most = (inOne + inOther) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long[] sizes) {
        double sum = 0;
        for (long size : sizes) {
            sum += size * (size - 1.0) / 2;
        }
        return sum;
    }
}
