package dev.shopkeeper.inventory.replenishment.policy;

import dev.shopkeeper.inventory.replenishment.policy.ItemClass.Abc;
import dev.shopkeeper.inventory.replenishment.policy.ItemClass.Xyz;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts items into classes: by what they turn over, as Dickie (1951), ABC inventory analysis shoots for dollars not pennies,
 * Factory Management and Maintenance 109(7), 92–94; and by how unevenly they sell, the standard deviation of their demand over
 * its mean. The first item is always A; items of equal turnover are taken in the order of their ids.
 */
public final class ItemClasses {

    /** Share of turnover up to which an item is A, by what those before it turn over. */
    public static final double A_SHARE = 0.80;

    /** The same for A and B together. */
    public static final double B_SHARE = 0.95;

    /** Coefficient of variation up to which demand is X. */
    public static final double X_VARIATION = 0.5;

    /** The same for Y. */
    public static final double Y_VARIATION = 1.0;

    /** What arithmetic leaves of a share. */
    private static final double SPECK = 1e-12;

    private ItemClasses() {}

    /**
     * What an item did.
     *
     * @param turnover in one currency, or in units where costs are not known; not negative
     * @param demand units by bucket, at least one, none negative
     */
    public record ItemDemand(String itemId, double turnover, double[] demand) {

        /** @throws IllegalArgumentException if the turnover is negative or no number, or there is no bucket */
        public ItemDemand {
            if (!(turnover >= 0 && turnover < Double.MAX_VALUE)) {
                throw new IllegalArgumentException("Item '" + itemId + "' turned over " + turnover
                        + ". Maybe returns were taken from sales of an earlier time?");
            }
            if (demand.length == 0) {
                throw new IllegalArgumentException("Item '" + itemId + "' has no history to be classed by.");
            }
            demand = demand.clone();
        }
    }

    /**
     * The class of an item.
     *
     * @param share of the turnover of all
     * @param cumulativeShare of it and all that turn over more
     * @param variation standard deviation (of the population) over mean; infinite for what does not sell
     */
    public record Classified(
            String itemId, ItemClass itemClass, double share, double cumulativeShare, double variation) {}

    /** Sorts items into classes, those that turn over most first. */
    public static List<Classified> of(List<ItemDemand> items) {
        List<ItemDemand> sorted = items.stream()
                .sorted(Comparator.comparingDouble(ItemDemand::turnover)
                        .reversed()
                        .thenComparing(ItemDemand::itemId))
                .toList();
        double total = sorted.stream().mapToDouble(ItemDemand::turnover).sum();
        List<Classified> classified = new ArrayList<>();
        double before = 0;
        for (ItemDemand item : sorted) {
            double share = total > 0 ? item.turnover() / total : 0;
            double variation = variation(item.demand());
            ItemClass itemClass = new ItemClass(item.turnover() > 0 ? abc(before) : Abc.C, xyz(variation));
            before += share;
            classified.add(new Classified(item.itemId(), itemClass, share, Math.min(1, before), variation));
        }
        return classified;
    }

    private static Abc abc(double before) {
        if (before < A_SHARE - SPECK) {
            return Abc.A;
        }
        return before < B_SHARE - SPECK ? Abc.B : Abc.C;
    }

    private static Xyz xyz(double variation) {
        if (variation <= X_VARIATION) {
            return Xyz.X;
        }
        return variation <= Y_VARIATION ? Xyz.Y : Xyz.Z;
    }

    private static double variation(double[] demand) {
        double sum = 0;
        for (double units : demand) {
            sum += units;
        }
        double mean = sum / demand.length;
        double squares = 0;
        for (double units : demand) {
            squares += (units - mean) * (units - mean);
        }
        return mean > 0 ? Math.sqrt(squares / demand.length) / mean : Double.POSITIVE_INFINITY;
    }
}
