package dev.shopkeeper.neural.nextitem;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws the items among which the next one is to be found: those of a batch, and others by chance. */
final class Candidates {

    private final int[] known;
    private final int[] counts;
    private final long events;
    private final int negatives;
    private final boolean all;
    private final int[] place;
    private int[] drawn;

    /**
     * @param counts how often each item occurs; those that do not are no candidates
     * @param fullBelow the most items that are all candidates
     */
    Candidates(int[] counts, int negatives, int fullBelow) {
        this.counts = counts;
        this.known = IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .toArray();
        this.events = Arrays.stream(counts).asLongStream().sum();
        this.all = known.length <= Math.max(fullBelow, negatives);
        this.negatives = negatives;
        this.place = new int[counts.length];
        this.drawn = all ? known : new int[0];
        Arrays.fill(place, -1);
        for (int c = 0; c < drawn.length; c++) {
            place[drawn[c]] = c;
        }
    }

    /** Whether an item occurs, so that it can be a candidate. */
    boolean knows(int item) {
        return counts[item] > 0;
    }

    /**
     * What was drawn.
     *
     * @param items distinct
     * @param places by item, where it stands among those drawn; until the next draw
     * @param chances logarithms of the chance with which each is a candidate of a sequence that it is no part of
     */
    record Drawn(int[] items, int[] places, float[] chances) {}

    /** @param occurring items of the batch, with repeats */
    Drawn draw(int[] occurring, SplittableRandom random) {
        if (all) {
            return new Drawn(known, place, new float[known.length]);
        }
        for (int item : drawn) {
            place[item] = -1;
        }
        int[] items = new int[occurring.length + negatives];
        int size = 0;
        for (int item : occurring) {
            if (place[item] < 0) {
                place[item] = size;
                items[size++] = item;
            }
        }
        int distinct = size;
        int wanted = Math.min(known.length, distinct + negatives);
        while (size < wanted) {
            int item = known[random.nextInt(known.length)];
            if (place[item] < 0) {
                place[item] = size;
                items[size++] = item;
            }
        }
        items = Arrays.copyOf(items, size);
        float[] chances = new float[size];
        double missed = 1 - (double) (size - distinct) / Math.max(1, known.length - distinct);
        for (int c = 0; c < size; c++) {
            double absent = Math.pow(1 - (double) counts[items[c]] / events, occurring.length);
            chances[c] = (float) Math.log(1 - absent * missed);
        }
        drawn = items;
        return new Drawn(items, place, chances);
    }
}
