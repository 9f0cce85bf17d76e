package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.Nullable;

/**
 * Learns a lead time from few receipts by leaning on more of them: the item's are shrunk to the supplier's, those to
 * everybody's, and those to an assumption, each by how many there are. A stated lead time takes the supplier's place.
 *
 * <p>With {@code n} receipts, {@code w = n / (n + k)}:
 *
 * <pre>
 * mean     = w · mean of the receipts + (1 − w) · mean of the level above
 * variance = u · variance of the receipts + (1 − u) · variance of the level above
 *            + w (1 − w) (mean of the receipts − mean of the level above)²,   u = (n − 1) / (n − 1 + k)
 * </pre>
 *
 * The last term is what the two levels disagree by, as in a mixture: contradiction is uncertainty. The standard deviation
 * is at most the mean, as an exponential time's is. The weights are those
 * of the credibility estimator of Bühlmann (1967), Experience rating and credibility, ASTIN Bulletin 4(3), 199–207, with
 * {@code k} given and not estimated.
 *
 * @param weight {@code k}: how many receipts weigh as much as what is believed without them
 * @param assumedDays mean where nothing is known
 */
public record LeadTimeShrinkage(double weight, double assumedDays) {

    /** Standard deviation over mean, where only a mean is known. */
    private static final double RELATIVE_DEVIATION = 0.5;

    private record Belief(double mean, double variance) {}

    /** @throws IllegalArgumentException unless both are positive */
    public LeadTimeShrinkage {
        if (!(weight > 0) || !(assumedDays > 0)) {
            throw new IllegalArgumentException("Lead times are shrunk with weight " + weight + " to " + assumedDays
                    + " days; both must be positive.");
        }
    }

    /**
     * The lead time of an item from a supplier.
     *
     * @param statedDays what the supplier's terms say, or null
     * @param item receipts of the item from the supplier
     * @param supplier receipts of all items from the supplier
     * @param all receipts from all suppliers
     */
    public LeadTime learn(@Nullable Double statedDays, ReceiptDays item, ReceiptDays supplier, ReceiptDays all) {
        Belief ofSupplier = shrink(supplier, shrink(all, guess(assumedDays)));
        Belief learnt = shrink(item, statedDays == null ? ofSupplier : stated(statedDays, supplier, ofSupplier));
        LeadTimeSource source;
        long receipts;
        if (item.count() > 0) {
            source = LeadTimeSource.ITEM_RECEIPTS;
            receipts = item.count();
        } else if (statedDays != null) {
            source = LeadTimeSource.STATED;
            receipts = 0;
        } else if (supplier.count() > 0) {
            source = LeadTimeSource.SUPPLIER_RECEIPTS;
            receipts = supplier.count();
        } else {
            source = all.count() > 0 ? LeadTimeSource.ALL_RECEIPTS : LeadTimeSource.ASSUMED;
            receipts = all.count();
        }
        return new LeadTime(learnt.mean(), Math.min(learnt.mean(), Math.sqrt(learnt.variance())), source, receipts);
    }

    private static Belief guess(double days) {
        double deviation = RELATIVE_DEVIATION * days;
        return new Belief(days, deviation * deviation);
    }

    /** A stated mean varies as much, for its length, as the supplier's receipts do. */
    private static Belief stated(double days, ReceiptDays supplier, Belief ofSupplier) {
        if (supplier.count() == 0 || ofSupplier.mean() <= 0) {
            return guess(days);
        }
        double relative = Math.sqrt(ofSupplier.variance()) / ofSupplier.mean();
        return new Belief(days, relative * days * relative * days);
    }

    private Belief shrink(ReceiptDays receipts, Belief above) {
        long n = receipts.count();
        if (n == 0) {
            return above;
        }
        double w = n / (n + weight);
        double u = (n - 1) / (n - 1 + weight);
        double apart = receipts.mean() - above.mean();
        return new Belief(
                w * receipts.mean() + (1 - w) * above.mean(),
                u * receipts.variance() + (1 - u) * above.variance() + w * (1 - w) * apart * apart);
    }
}
