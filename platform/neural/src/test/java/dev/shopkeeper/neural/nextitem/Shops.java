package dev.shopkeeper.neural.nextitem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Sequences by a seed. */
final class Shops {

    private Shops() {}

    static ItemSequence sequence(int... items) {
        float[] strengths = new float[items.length];
        Arrays.fill(strengths, 1);
        return new ItemSequence(items, IntStream.range(0, items.length).toArray(), strengths);
    }

    /** Any items, some at once, of any strength. */
    static List<ItemSequence> random(int items, int count, int longest, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ItemSequence> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int size = 2 + random.nextInt(longest - 1);
            int[] of = new int[size];
            int[] steps = new int[size];
            float[] strengths = new float[size];
            for (int t = 0; t < size; t++) {
                of[t] = random.nextInt(items);
                steps[t] = t == 0 ? 0 : steps[t - 1] + (t == 1 || random.nextInt(3) > 0 ? 1 : 0);
                strengths[t] = 0.5f + random.nextInt(4);
            }
            all.add(new ItemSequence(of, steps, strengths));
        }
        return all;
    }

    /** The item {@code i} is followed by {@code i + 1}, around a circle, nine times in ten. */
    static List<ItemSequence> circle(int items, int count, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ItemSequence> all = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int[] of = new int[length];
            of[0] = random.nextInt(items);
            for (int t = 1; t < length; t++) {
                of[t] = random.nextInt(10) == 0 ? random.nextInt(items) : (of[t - 1] + 1) % items;
            }
            all.add(sequence(of));
        }
        return all;
    }

    /** One or two attributes for each item, except every fifth. */
    static int[][] attributes(int items, int attributes) {
        int[][] all = new int[items][];
        for (int item = 0; item < items; item++) {
            all[item] = item % 5 == 4
                    ? new int[0]
                    : item % 2 == 0
                            ? new int[] {item % attributes}
                            : new int[] {item % attributes, (item + 1) % attributes};
        }
        return all;
    }

    static int best(NextItemNetwork network, ItemSequence sequence) {
        float[] scores = new float[network.items()];
        network.score(sequence, 1, scores);
        int best = 0;
        for (int item = 1; item < scores.length; item++) {
            best = scores[item] > scores[best] ? item : best;
        }
        return best;
    }
}
