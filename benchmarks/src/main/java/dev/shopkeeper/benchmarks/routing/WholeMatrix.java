package dev.shopkeeper.benchmarks.routing;

import dev.shopkeeper.logistics.routing.TravelMatrix;

/** Distances of an instance in whole numbers, which are durations as well. */
final class WholeMatrix implements TravelMatrix {

    private final int[][] ways;

    WholeMatrix(RoutingInstance instance) {
        int size = instance.customers() + 1;
        this.ways = new int[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                ways[i][j] = i == j ? 0 : instance.arithmetic().whole(instance.euclidean(i, j));
            }
        }
    }

    @Override
    public int size() {
        return ways.length;
    }

    @Override
    public int duration(int from, int to) {
        return ways[from][to];
    }

    @Override
    public int distance(int from, int to) {
        return ways[from][to];
    }
}
