package dev.shopkeeper.neural.nextitem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts sequences into parts that are short enough to be learned from, each with an item that is new after the first step. */
final class Windows {

    private Windows() {}

    static List<ItemSequence> of(List<ItemSequence> sequences) {
        List<ItemSequence> windows = new ArrayList<>();
        for (ItemSequence sequence : sequences) {
            // The last events are those that are most like what comes next.
            int end = sequence.size();
            while (end > 1) {
                int from = Math.max(0, end - EventInputs.WINDOW);
                ItemSequence window = sequence.part(from, end);
                if (positions(window) > 0) {
                    windows.add(window);
                }
                // The first event of this part is the last target of the one before.
                end = from == 0 ? 0 : from + 1;
            }
        }
        return windows;
    }

    /** Positions of a window: the ends of those steps after which there is an item that was not met by then. */
    static int positions(ItemSequence window) {
        Set<Integer> met = new HashSet<>();
        int steps = 0;
        int positions = 0;
        for (int event = 0; event < window.size(); event++) {
            if (event > 0 && window.steps()[event] != window.steps()[event - 1]) {
                steps++;
            }
            if (met.add(window.items()[event])) {
                positions = steps;
            }
        }
        return positions;
    }
}
