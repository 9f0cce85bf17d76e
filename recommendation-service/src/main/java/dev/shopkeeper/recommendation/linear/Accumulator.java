package dev.shopkeeper.recommendation.linear;

import java.util.Arrays;

/** A sparse vector that is being summed up: dense values, and a list of where they are. For one thread. */
final class Accumulator {

    private final float[] values;
    private final boolean[] touched;
    private int[] list = new int[256];
    private int size;

    Accumulator(int width) {
        this.values = new float[width];
        this.touched = new boolean[width];
    }

    void add(int place, float value) {
        if (!touched[place]) {
            touched[place] = true;
            if (size == list.length) {
                list = Arrays.copyOf(list, size * 2);
            }
            list[size++] = place;
        }
        values[place] += value;
    }

    float get(int place) {
        return values[place];
    }

    /** The places added to since the last {@link #clear}, rising. */
    int[] places() {
        int[] places = Arrays.copyOf(list, size);
        Arrays.sort(places);
        return places;
    }

    float[] values(int[] places) {
        float[] taken = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            taken[i] = values[places[i]];
        }
        return taken;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            values[list[i]] = 0;
            touched[list[i]] = false;
        }
        size = 0;
    }
}
