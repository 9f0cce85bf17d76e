package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.Nullable;

/**
 * At the minimum or below, up to the maximum, both given or derived. The derived minimum is what shops work out by hand:
 * demand over lead time and review with its safety stock, without the fall below it until a review sees it; the
 * maximum is the economic lot above.
 *
 * @param target what derived levels aim at; null where they are given
 * @param minimum given, in units; null where derived
 * @param maximum given, in units; null where derived
 */
public record MinMax(
        @Nullable Target target,
        @Nullable Long minimum,
        @Nullable Long maximum,
        MinimumAboveShelfLife minimumAboveShelfLife)
        implements StockPolicy {

    /** @throws IllegalArgumentException unless there is either a target or a minimum of at least 0 below its maximum */
    public MinMax {
        boolean given = minimum != null && maximum != null;
        if ((target != null) == given || (minimum == null) != (maximum == null)) {
            throw new IllegalArgumentException("Minimum " + minimum + " and maximum " + maximum + " with target "
                    + target + ": give both levels, or a target that they are derived from.");
        }
        if (minimum != null && maximum != null && !(0 <= minimum && minimum < maximum)) {
            throw new IllegalArgumentException(
                    "A minimum of " + minimum + " below a maximum of " + maximum + " is none. Maybe they are swapped?");
        }
    }

    /** With levels that people gave. */
    public static MinMax given(long minimum, long maximum, MinimumAboveShelfLife minimumAboveShelfLife) {
        return new MinMax(null, minimum, maximum, minimumAboveShelfLife);
    }

    /** With levels that follow from demand. */
    public static MinMax derived(Target target, MinimumAboveShelfLife minimumAboveShelfLife) {
        return new MinMax(target, null, null, minimumAboveShelfLife);
    }

    @Override
    public ReorderLevels levels(Review review) {
        Exposure exposure = review.exposure();
        long net = review.position().net();
        if (minimum != null && maximum != null) {
            return ReorderLevels.of(exposure, minimum, maximum, net);
        }
        if (target == null || exposure.larger().mean() <= 0) {
            return ReorderLevels.of(exposure, 0, 0, net);
        }
        exposure.requireMeetable();
        long lot = Math.max(review.lot().units(), review.smallest());
        long least = OrderCycle.simple(exposure, lot).reorderPoint(target);
        return ReorderLevels.of(
                exposure, least, Math.addExact(least, review.lot().units()), net);
    }
}
