package dev.shopkeeper.inventory.replenishment.policy;

/**
 * What service a policy aims at, and in which of three meanings: the share of demand, the chance of a cycle, or what being
 * short costs beside what being long does.
 */
public sealed interface Target {

    /** How the target is stated. */
    enum Kind {
        FILL_RATE,
        CYCLE_SERVICE,
        COST_RATIO
    }

    /** How it is stated. */
    Kind kind();

    /** The figure aimed at, above 0 and below 1; of costs their critical ratio. */
    double level();

    /**
     * Share of demand that is met at once from stock.
     *
     * @param level above 0 and below 1
     */
    record FillRate(double level) implements Target {

        /** @throws IllegalArgumentException if it cannot be aimed at */
        public FillRate {
            requireShare("fill rate", level);
        }

        @Override
        public Kind kind() {
            return Kind.FILL_RATE;
        }
    }

    /**
     * Chance that nothing is short between one receipt and the next.
     *
     * @param level above 0 and below 1
     */
    record CycleService(double level) implements Target {

        /** @throws IllegalArgumentException if it cannot be aimed at */
        public CycleService {
            requireShare("cycle service", level);
        }

        @Override
        public Kind kind() {
            return Kind.CYCLE_SERVICE;
        }
    }

    /**
     * Costs that are to be balanced, in one currency and for one unit and period.
     *
     * @param underage of a unit short, positive
     * @param overage of a unit left, positive
     */
    record CostRatio(double underage, double overage) implements Target {

        /** @throws IllegalArgumentException if one of them is not positive, or one is nothing beside the other */
        public CostRatio {
            if (!(underage > 0 && underage < Double.MAX_VALUE) || !(overage > 0 && overage < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("A cost of underage of " + underage + " and one of overage of "
                        + overage + " cannot be balanced; both must be positive.");
            }
            requireShare("critical ratio", underage / (underage + overage));
        }

        @Override
        public Kind kind() {
            return Kind.COST_RATIO;
        }

        /** The critical ratio: underage as a part of both. */
        @Override
        public double level() {
            return underage / (underage + overage);
        }
    }

    private static void requireShare(String what, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException(
                    "A target " + what + " of " + level + " cannot be met from a finite stock. Maybe 0.95 is meant?");
        }
    }
}
