package dev.shopkeeper.inventory.replenishment.policy;

import java.util.function.LongToDoubleFunction;

/** Finds the least level that is enough, by halving. */
final class LeastLevel {

    private LeastLevel() {}

    /**
     * The least whole level, from 0 on, at which no more than allowed is short.
     *
     * @param shortAt what is short at a level; it falls to 0 as the level rises
     * @param start a level that may be enough
     */
    static long of(LongToDoubleFunction shortAt, double allowed, double start) {
        if (shortAt.applyAsDouble(0) <= allowed) {
            return 0;
        }
        long below = 0;
        long enough = (long) Math.ceil(start);
        while (shortAt.applyAsDouble(enough) > allowed) {
            below = enough;
            enough = Math.multiplyExact(2, Math.max(1, enough));
        }
        while (enough - below > 1) {
            long middle = below + (enough - below) / 2;
            if (shortAt.applyAsDouble(middle) <= allowed) {
                enough = middle;
            } else {
                below = middle;
            }
        }
        return enough;
    }
}
