package dev.shopkeeper.neural.nextitem;

import java.util.Arrays;
import java.util.List;

/**
 * What is met again, and how much more often than what was met is on average: by how many steps ago it was met last and how often it
 * was met. Counted, not trained: as the repeat mode of Ren et al., RepeatNet (AAAI 2019), apart from what tells new items, but
 * in closed form. Immutable.
 */
final class MetAgain {

    /** Steps ago from which on an item is of the next class. */
    private static final int[] AGES = {0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 30};

    private static final int TIMES = 4;

    /** Chances of the mean rate that are added to those of each class, so that a rare class is like the mean. */
    private static final double PRIOR = 20;

    private final float[] bonuses;

    /** @param bonuses {@code float[classes()]} */
    MetAgain(float[] bonuses) {
        this.bonuses = bonuses;
    }

    static int classes() {
        return AGES.length * TIMES;
    }

    /** Counts, at the end of each step, which of the items met so far are in the next. */
    static MetAgain of(List<ItemSequence> sequences) {
        double[] chances = new double[classes()];
        double[] hits = new double[classes()];
        for (ItemSequence whole : sequences) {
            ItemSequence window = whole.last(EventInputs.WINDOW + 1);
            for (int end = 1; end < window.size(); end++) {
                if (window.steps()[end] == window.steps()[end - 1]) {
                    continue;
                }
                int last = end;
                while (last < window.size() && window.steps()[last] == window.steps()[end]) {
                    last++;
                }
                int[] next = Arrays.copyOfRange(window.items(), end, last);
                Met met = met(window, end);
                for (int one = 0; one < met.items.length; one++) {
                    int item = met.items[one];
                    chances[met.kinds[one]]++;
                    hits[met.kinds[one]] += Arrays.stream(next).anyMatch(other -> other == item) ? 1 : 0;
                }
            }
        }
        double mean = (Arrays.stream(hits).sum() + 1) / (Arrays.stream(chances).sum() + PRIOR);
        float[] bonuses = new float[classes()];
        for (int kind = 0; kind < bonuses.length; kind++) {
            double rate = (hits[kind] + PRIOR * mean) / (chances[kind] + PRIOR);
            bonuses[kind] = (float) Math.log(rate / mean);
        }
        return new MetAgain(bonuses);
    }

    /**
     * What was met.
     *
     * @param items distinct, what was met last first
     * @param kinds the class of each
     */
    record Met(int[] items, int[] kinds) {}

    /** What was met in the first events. */
    static Met met(ItemSequence sequence, int events) {
        int[] items = new int[events];
        int[] kinds = new int[events];
        int size = 0;
        int ago = 0;
        for (int t = events - 1; t >= 0; t--) {
            if (t < events - 1 && sequence.steps()[t] != sequence.steps()[t + 1]) {
                ago++;
            }
            int item = sequence.items()[t];
            if (isLast(sequence, t, events)) {
                int times = 1;
                for (int before = 0; before < t; before++) {
                    times += sequence.items()[before] == item ? 1 : 0;
                }
                items[size] = item;
                kinds[size++] = age(ago) * TIMES + Math.min(times, TIMES) - 1;
            }
        }
        return new Met(Arrays.copyOf(items, size), Arrays.copyOf(kinds, size));
    }

    private static boolean isLast(ItemSequence sequence, int event, int events) {
        for (int later = event + 1; later < events; later++) {
            if (sequence.items()[later] == sequence.items()[event]) {
                return false;
            }
        }
        return true;
    }

    private static int age(int ago) {
        int kind = AGES.length - 1;
        while (AGES[kind] > ago) {
            kind--;
        }
        return kind;
    }

    float bonus(int kind) {
        return bonuses[kind];
    }

    float[] bonuses() {
        return bonuses.clone();
    }
}
