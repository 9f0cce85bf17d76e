package dev.shopkeeper.neural.nextitem;

import java.util.ArrayList;
import java.util.List;

/** Cuts sequences into parts that are short enough to be learned from, each of at least two steps. */
final class Windows {

    private Windows() {}

    static List<ItemSequence> of(List<ItemSequence> sequences) {
        List<ItemSequence> windows = new ArrayList<>();
        for (ItemSequence sequence : sequences) {
            // The last events are those that are most like what comes next.
            int end = sequence.size();
            while (end > 1) {
                int from = Math.max(0, end - EventInputs.WINDOW);
                if (sequence.steps()[from] != sequence.steps()[end - 1]) {
                    windows.add(sequence.part(from, end));
                }
                // The first event of this part is the last target of the one before.
                end = from == 0 ? 0 : from + 1;
            }
        }
        return windows;
    }

    /** Positions of a window: the ends of its steps, but not of the last. */
    static int positions(ItemSequence window) {
        int count = 0;
        for (int event = 1; event < window.size(); event++) {
            if (window.steps()[event] != window.steps()[event - 1]) {
                count++;
            }
        }
        return count;
    }
}
