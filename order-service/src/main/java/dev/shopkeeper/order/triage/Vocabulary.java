package dev.shopkeeper.order.triage;

import java.util.Arrays;

/**
 * Which n-grams are known, and how much each says: the inverse document frequency, {@code ln((1 + n) / (1 + df)) + 1}
 * (Spärck Jones 1972; smoothed as in scikit-learn). Immutable and thread-safe.
 */
final class Vocabulary {

    private static final double LOAD = 0.5;

    /** By number, each once. */
    private final long[] keys;

    private final float[] idf;
    private final float unknownIdf;
    private final long[] table;
    private final int[] numbers;
    private final int mask;

    Vocabulary(long[] keys, float[] idf, float unknownIdf) {
        this.keys = keys.clone();
        this.idf = idf.clone();
        this.unknownIdf = unknownIdf;
        int places = Integer.highestOneBit(Math.max(16, (int) (keys.length / LOAD))) << 1;
        this.table = new long[places];
        this.numbers = new int[places];
        this.mask = places - 1;
        for (int number = 0; number < keys.length; number++) {
            int place = place(keys[number]);
            while (table[place] != 0) {
                place = place + 1 & mask;
            }
            table[place] = keys[number];
            numbers[place] = number;
        }
    }

    private int place(long key) {
        return (int) (key ^ key >>> 32) & mask;
    }

    /** The number of an n-gram, or -1. */
    int number(long key) {
        int place = place(key);
        while (table[place] != 0) {
            if (table[place] == key) {
                return numbers[place];
            }
            place = place + 1 & mask;
        }
        return -1;
    }

    int size() {
        return keys.length;
    }

    float idf(int number) {
        return idf[number];
    }

    /** Of an n-gram that was never seen. */
    float unknownIdf() {
        return unknownIdf;
    }

    long[] keys() {
        return keys.clone();
    }

    float[] idfs() {
        return idf.clone();
    }

    /**
     * A text as a vector: sublinear term frequency times inverse document frequency, each group of n-grams brought to length
     * 1 by all that it has, the unknown included. So a text of which little is known has a short vector, and nobody is sure
     * of it.
     */
    SparseText vector(Ngrams ngrams) {
        int[] found = new int[ngrams.size()];
        int known = 0;
        double[] squares = new double[Ngrams.GROUPS];
        double[] unknown = new double[Ngrams.GROUPS];
        for (int i = 0; i < found.length; i++) {
            int number = number(ngrams.key(i));
            if (number >= 0) {
                // the group in the lowest bits: what is sorted needs no second look-up
                found[known++] = number << 2 | ngrams.group(i);
            } else {
                // an unknown one that occurs twice counts as two: it is seldom, and to know would take a table
                unknown[ngrams.group(i)] += unknownIdf * unknownIdf;
            }
        }
        Arrays.sort(found, 0, known);
        int[] indices = new int[known];
        float[] values = new float[known];
        byte[] groups = new byte[known];
        int size = 0;
        for (int i = 0; i < known; ) {
            int end = i + 1;
            while (end < known && found[end] == found[i]) {
                end++;
            }
            indices[size] = found[i] >>> 2;
            groups[size] = (byte) (found[i] & 3);
            values[size] = (float) ((end - i == 1 ? 1 : 1 + Math.log(end - i)) * idf[indices[size]]);
            squares[groups[size]] += values[size] * values[size];
            size++;
            i = end;
        }
        double[] scale = new double[Ngrams.GROUPS];
        double share = 0;
        for (int group = 0; group < scale.length; group++) {
            double all = squares[group] + unknown[group];
            scale[group] = all == 0 ? 0 : 1 / Math.sqrt(all);
            share += all == 0 || group == Ngrams.KEYWORDS ? 0 : squares[group] / all / Ngrams.KEYWORDS;
        }
        for (int i = 0; i < size; i++) {
            values[i] *= (float) scale[groups[i]];
        }
        return new SparseText(Arrays.copyOf(indices, size), Arrays.copyOf(values, size), share);
    }
}
