package dev.shopkeeper.recommendation.history;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What one person (or one session) met, the oldest first. Immutable by agreement.
 *
 * @param items item numbers, {@code int[events]}
 * @param steps beside them, never falling: events of the same step happened at once, as the items of a basket do
 * @param strengths beside them, above zero: how much the event says, 1 for a plain one
 */
public record History(int[] items, int[] steps, float[] strengths) {

    public static final History NONE = of(new int[0]);

    public History {
        if (items.length != steps.length || items.length != strengths.length) {
            throw new IllegalArgumentException("A history has " + items.length + " items, " + steps.length
                    + " steps and " + strengths.length + " strengths. Maybe one array was cut and not the others?");
        }
    }

    /** One item a step, all alike. */
    public static History of(int... items) {
        float[] strengths = new float[items.length];
        Arrays.fill(strengths, 1);
        return new History(items, IntStream.range(0, items.length).toArray(), strengths);
    }

    /** One step a basket. */
    public static History ofBaskets(int[][] baskets) {
        int[] items = Arrays.stream(baskets).flatMapToInt(Arrays::stream).toArray();
        int[] steps = IntStream.range(0, baskets.length)
                .flatMap(step -> IntStream.generate(() -> step).limit(baskets[step].length))
                .toArray();
        float[] strengths = new float[items.length];
        Arrays.fill(strengths, 1);
        return new History(items, steps, strengths);
    }

    public int size() {
        return items.length;
    }

    /** The step that would come next. */
    public int nextStep() {
        return items.length == 0 ? 0 : steps[items.length - 1] + 1;
    }

    /** The first events. */
    public History first(int events) {
        return new History(
                Arrays.copyOf(items, events), Arrays.copyOf(steps, events), Arrays.copyOf(strengths, events));
    }

    /** The last events, at most so many. */
    public History last(int events) {
        int from = Math.max(0, items.length - events);
        return from == 0
                ? this
                : new History(
                        Arrays.copyOfRange(items, from, items.length),
                        Arrays.copyOfRange(steps, from, items.length),
                        Arrays.copyOfRange(strengths, from, items.length));
    }
}
