package dev.shopkeeper.logistics.vroom;

import dev.shopkeeper.logistics.routing.TravelMatrix;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as it was given. Its arrays are not copied and not changed.
 *
 * @param durations seconds
 * @param distances metres; null for none
 * @param speedFactor how much faster than these durations
 */
record GivenMatrix(int[][] durations, int @Nullable [][] distances, double speedFactor) implements TravelMatrix {

    @Override
    public int size() {
        return durations.length;
    }

    @Override
    public int duration(int from, int to) {
        int duration = durations[from][to];
        return speedFactor == 1 ? duration : (int) Math.round(duration / speedFactor);
    }

    @Override
    public int distance(int from, int to) {
        return distances == null ? 0 : distances[from][to];
    }
}
