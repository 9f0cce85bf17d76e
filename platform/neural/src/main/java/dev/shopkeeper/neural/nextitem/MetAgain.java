package dev.shopkeeper.neural.nextitem;

import java.util.Arrays;
import java.util.List;

/**
 * What is met again, and how much more often than what was met is on average: by how many steps ago it was met last and how often it
 * was met, whether the last step was met before too, and by which item it is. Counted, not trained: as the repeat mode of Ren et al., RepeatNet (AAAI 2019), apart from what tells new items, but
 * in closed form. Immutable.
 */
final class MetAgain {

    /** Steps ago from which on an item is of the next class. */
    private static final int[] AGES = {0, 1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 30};

    private static final int TIMES = 4;

    /** Chances of the mean rate that are added to those of each class, so that a rare class is like the mean. */
    private static final double PRIOR = 20;

    /** Times that each item was met as often again as its classes say, which are added to those it was: gamma and Poisson. */
    private static final double PRIOR_OF_ITEM = 5;

    private final float[] bonuses;
    private final float[] ofItems;

    /**
     * @param bonuses {@code float[classes()]}
     * @param ofItems {@code float[items]}, added to them
     */
    MetAgain(float[] bonuses, float[] ofItems) {
        this.bonuses = bonuses;
        this.ofItems = ofItems;
    }

    static int classes() {
        return AGES.length * TIMES * 2;
    }

    /** Takes an item that was met, its class and whether it is in the next step. */
    private interface Visitor {
        void visit(int item, int kind, boolean again);
    }

    /**
     * Counts, at the end of each step, which of the items met so far are in the next.
     *
     * @param items how many there are
     */
    static MetAgain of(List<ItemSequence> sequences, int items) {
        double[] chances = new double[classes()];
        double[] hits = new double[classes()];
        forEach(sequences, (item, kind, again) -> {
            chances[kind]++;
            hits[kind] += again ? 1 : 0;
        });
        double mean = (Arrays.stream(hits).sum() + 1) / (Arrays.stream(chances).sum() + PRIOR);
        double[] rates = new double[classes()];
        float[] bonuses = new float[classes()];
        for (int kind = 0; kind < bonuses.length; kind++) {
            rates[kind] = (hits[kind] + PRIOR * mean) / (chances[kind] + PRIOR);
            bonuses[kind] = (float) Math.log(rates[kind] / mean);
        }
        double[] expected = new double[items];
        double[] met = new double[items];
        forEach(sequences, (item, kind, again) -> {
            expected[item] += rates[kind];
            met[item] += again ? 1 : 0;
        });
        float[] ofItems = new float[items];
        for (int item = 0; item < items; item++) {
            ofItems[item] = (float) Math.log((met[item] + PRIOR_OF_ITEM) / (expected[item] + PRIOR_OF_ITEM));
        }
        return new MetAgain(bonuses, ofItems);
    }

    private static void forEach(List<ItemSequence> sequences, Visitor visitor) {
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
                    visitor.visit(item, met.kinds[one], Arrays.stream(next).anyMatch(other -> other == item));
                }
            }
        }
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
        int after = lastStepWasMetBefore(sequence, events) ? 1 : 0;
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
                kinds[size++] = 2 * (age(ago) * TIMES + Math.min(times, TIMES) - 1) + after;
            }
        }
        return new Met(Arrays.copyOf(items, size), Arrays.copyOf(kinds, size));
    }

    /** Whether an item of the last step is one of an earlier step too: somebody who went back goes back more often. */
    private static boolean lastStepWasMetBefore(ItemSequence sequence, int events) {
        for (int t = events - 1; t >= 0 && sequence.steps()[t] == sequence.steps()[events - 1]; t--) {
            for (int before = 0; before < t; before++) {
                if (sequence.items()[before] == sequence.items()[t]
                        && sequence.steps()[before] != sequence.steps()[t]) {
                    return true;
                }
            }
        }
        return false;
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

    float bonus(int kind, int item) {
        return bonuses[kind] + ofItems[item];
    }

    float[] ofItems() {
        return ofItems.clone();
    }

    float[] bonuses() {
        return bonuses.clone();
    }
}
