package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.algebra.Symmetric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * EASE^R over all items at once: with P = (XᵀX + λI)⁻¹, the weight of item i for item j is −P(i,j) / P(j,j). Each target
 * keeps the strongest of its weights, twice as many as are served, since most are next to nothing.
 */
final class DenseEase {

    private DenseEase() {}

    static SparseRows fit(Statistics counts, double ridge, int perSource) {
        int items = counts.items();
        int most = Math.min(items - 1, Math.multiplyExact(2, perSource));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment matrix = arena.allocate(4L * items * items, 64);
            fill(matrix, counts, ridge);
            if (!Symmetric.invert(matrix, items)) {
                throw new IllegalStateException("The co-occurrences of " + items
                        + " items are not positive definite at a ridge of " + ridge + ". Maybe give a greater one?");
            }
            int[][] columns = new int[items][];
            float[][] values = new float[items][];
            float[] weights = new float[items];
            for (int target = 0; target < items; target++) {
                float own = at(matrix, items, target, target);
                for (int source = 0; source < items; source++) {
                    weights[source] = source == target ? 0 : -at(matrix, items, source, target) / own;
                }
                columns[target] = strongest(weights, most);
                values[target] = new float[columns[target].length];
                for (int i = 0; i < columns[target].length; i++) {
                    values[target][i] = weights[columns[target][i]];
                }
            }
            return SparseRows.of(columns, values);
        }
    }

    private static void fill(MemorySegment matrix, Statistics counts, double ridge) {
        int items = counts.items();
        SparseRows gram = counts.gram();
        for (int row = 0; row < items; row++) {
            for (int at = gram.starts()[row]; at < gram.starts()[row + 1]; at++) {
                matrix.setAtIndex(ValueLayout.JAVA_FLOAT, (long) row * items + gram.columns()[at], gram.values()[at]);
            }
            long diagonal = (long) row * items + row;
            matrix.setAtIndex(
                    ValueLayout.JAVA_FLOAT,
                    diagonal,
                    matrix.getAtIndex(ValueLayout.JAVA_FLOAT, diagonal) + (float) ridge);
        }
    }

    /** Only the triangle with row ≥ column, by columns, holds the inverse. */
    private static float at(MemorySegment matrix, int items, int first, int second) {
        int row = Math.max(first, second);
        int column = Math.min(first, second);
        return matrix.getAtIndex(ValueLayout.JAVA_FLOAT, (long) column * items + row);
    }

    private static int[] strongest(float[] weights, int most) {
        long[] keys = new long[weights.length];
        for (int item = 0; item < weights.length; item++) {
            keys[item] = ((long) ~Float.floatToIntBits(Math.abs(weights[item])) << 32) | item;
        }
        Arrays.sort(keys);
        int[] kept = new int[most];
        for (int i = 0; i < most; i++) {
            kept[i] = (int) keys[i];
        }
        Arrays.sort(kept);
        return kept;
    }
}
