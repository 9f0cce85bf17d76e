package dev.shopkeeper.recommendation.linear;

import dev.shopkeeper.recommendation.algebra.SparseRows;
import dev.shopkeeper.recommendation.evaluation.Chosen;
import dev.shopkeeper.recommendation.evaluation.ExplainedScorer;
import dev.shopkeeper.recommendation.history.History;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What each item says for each other, at one or more time scales, ready to be served. Immutable; safe to be read by many
 * threads.
 *
 * @param items how many
 * @param scales how the past fades at each scale
 * @param weights {@code (scales * items) x items}: row {@code scale * items + source}
 */
public record ItemWeights(int items, List<Decay> scales, SparseRows weights) implements ExplainedScorer {

    public ItemWeights {
        scales = List.copyOf(scales);
    }

    /** Takes what an event says. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int event, int item, float contribution);
    }

    @Override
    public void explain(History history, Chosen chosen, Terms terms) {
        forEach(history, (event, item, contribution) -> {
            int place = chosen.place(item);
            if (place >= 0) {
                terms.add(event, place, contribution);
            }
        });
    }

    /** The same weights of one scale, the past fading otherwise when they are asked. */
    public ItemWeights faded(Decay fading) {
        return new ItemWeights(items, List.of(fading), weights);
    }

    @Override
    public void score(History history, float factor, float[] scores) {
        forEach(history, (event, item, contribution) -> scores[item] += factor * contribution);
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(items);
        Decays.write(scales, out);
        for (int row = 0; row < weights.rows(); row++) {
            out.writeInt(weights.starts()[row + 1] - weights.starts()[row]);
            for (int at = weights.starts()[row]; at < weights.starts()[row + 1]; at++) {
                out.writeInt(weights.columns()[at]);
                out.writeFloat(weights.values()[at]);
            }
        }
    }

    public static ItemWeights read(DataInputStream in) throws IOException {
        int items = in.readInt();
        List<Decay> scales = Decays.read(in);
        int[][] columns = new int[items * scales.size()][];
        float[][] values = new float[columns.length][];
        for (int row = 0; row < columns.length; row++) {
            columns[row] = new int[in.readInt()];
            values[row] = new float[columns[row].length];
            for (int i = 0; i < values[row].length; i++) {
                columns[row][i] = in.readInt();
                values[row][i] = in.readFloat();
            }
        }
        return new ItemWeights(items, scales, SparseRows.of(columns, values));
    }

    /** Every term of every score: the score of an item is the sum of its contributions. */
    public void forEach(History history, Visitor visitor) {
        for (int scale = 0; scale < scales.size(); scale++) {
            float[] fading = scales.get(scale).weights(history.nextStep());
            for (int event = history.size() - 1; event >= 0; event--) {
                int age = history.nextStep() - 1 - history.steps()[event];
                if (age >= fading.length) {
                    break;
                }
                float weight = history.strengths()[event] * fading[age];
                int row = scale * items + history.items()[event];
                for (int at = weights.starts()[row]; at < weights.starts()[row + 1]; at++) {
                    visitor.visit(event, weights.columns()[at], weight * weights.values()[at]);
                }
            }
        }
    }

    /** From weights by target, each source keeping its strongest. */
    static ItemWeights of(int items, List<Decay> scales, SparseRows byTarget, int perSource) {
        return bySource(items, scales, byTarget.transposed(items * scales.size()), perSource);
    }

    /** From weights by source, each source keeping its strongest. */
    static ItemWeights bySource(int items, List<Decay> scales, SparseRows rows, int perSource) {
        return new ItemWeights(items, scales, kept(rows, perSource));
    }

    private static SparseRows kept(SparseRows bySource, int perSource) {
        int[][] columns = new int[bySource.rows()][];
        float[][] values = new float[bySource.rows()][];
        for (int row = 0; row < bySource.rows(); row++) {
            int start = bySource.starts()[row];
            int[] kept = strongest(bySource, row, perSource);
            columns[row] =
                    IntStream.of(kept).map(at -> bySource.columns()[start + at]).toArray();
            values[row] = new float[kept.length];
            for (int i = 0; i < kept.length; i++) {
                values[row][i] = bySource.values()[start + kept[i]];
            }
        }
        return SparseRows.of(columns, values);
    }

    private static int[] strongest(SparseRows rows, int row, int most) {
        return strongest(rows.values(), rows.starts()[row], rows.starts()[row + 1], most);
    }

    /** The places, counted from {@code from} and rising, of the values farthest from zero; of equal ones the first. */
    static int[] strongest(float[] values, int from, int to, int most) {
        long[] keys = new long[to - from];
        for (int at = 0; at < keys.length; at++) {
            keys[at] = ((long) ~Float.floatToIntBits(Math.abs(values[from + at])) << 32) | at;
        }
        Arrays.sort(keys);
        return IntStream.range(0, Math.min(most, keys.length))
                .map(i -> (int) keys[i])
                .sorted()
                .toArray();
    }
}
