package dev.shopkeeper.neural.nextitem;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What somebody met, the oldest first. Immutable by agreement.
 *
 * @param items item numbers, {@code int[events]}
 * @param steps beside them, never falling: events of one step happened at once, as the items of a basket do
 * @param strengths beside them, above zero: 1 for a plain event
 */
public record ItemSequence(int[] items, int[] steps, float[] strengths) {

    /** @throws IllegalArgumentException naming the first event that is not as it is to be */
    public ItemSequence {
        if (items.length != steps.length || items.length != strengths.length) {
            throw new IllegalArgumentException("A sequence has " + items.length + " items, " + steps.length
                    + " steps and " + strengths.length + " strengths. Maybe one array was cut and not the others?");
        }
        for (int event = 0; event < items.length; event++) {
            if (items[event] < 0) {
                throw new IllegalArgumentException("Event " + event + " has the item number " + items[event]);
            }
            if (event > 0 && steps[event] < steps[event - 1]) {
                throw new IllegalArgumentException("Event " + event + " has step " + steps[event]
                        + ", and the one before it " + steps[event - 1] + ". Maybe sort the events by time?");
            }
            if (!(strengths[event] > 0) || !Float.isFinite(strengths[event])) {
                throw new IllegalArgumentException("Event " + event + " has the strength " + strengths[event]
                        + ", and only numbers above zero are strengths");
            }
        }
    }

    public int size() {
        return items.length;
    }

    /** The last events, at most so many. */
    ItemSequence last(int events) {
        return size() <= events ? this : part(size() - events, size());
    }

    /** The same from its end. */
    ItemSequence reversed() {
        int size = size();
        int[] backItems = new int[size];
        int[] backSteps = new int[size];
        float[] backStrengths = new float[size];
        for (int event = 0; event < size; event++) {
            int from = size - 1 - event;
            backItems[event] = items[from];
            // Steps may be any numbers, and the difference of two of them none.
            backSteps[event] = event == 0 ? 0 : backSteps[event - 1] + (steps[from] == steps[from + 1] ? 0 : 1);
            backStrengths[event] = strengths[from];
        }
        return new ItemSequence(backItems, backSteps, backStrengths);
    }

    /** The same, the events of each step in an order that is drawn, since what happened at once has none. */
    ItemSequence stepsShuffled(SplittableRandom random) {
        ItemSequence shuffled = this;
        for (int event = 1, from = 0; event <= size(); event++) {
            if (event == size() || steps[event] != steps[from]) {
                if (event - from > 1) {
                    shuffled = shuffled == this ? part(0, size()) : shuffled;
                    shuffled.shuffle(from, event, random);
                }
                from = event;
            }
        }
        return shuffled;
    }

    /** Fisher and Yates, of a copy that nobody has seen yet. */
    private void shuffle(int from, int to, SplittableRandom random) {
        for (int event = to - 1; event > from; event--) {
            int other = from + random.nextInt(event - from + 1);
            int item = items[event];
            items[event] = items[other];
            items[other] = item;
            float strength = strengths[event];
            strengths[event] = strengths[other];
            strengths[other] = strength;
        }
    }

    ItemSequence part(int from, int to) {
        return new ItemSequence(
                Arrays.copyOfRange(items, from, to),
                Arrays.copyOfRange(steps, from, to),
                Arrays.copyOfRange(strengths, from, to));
    }
}
