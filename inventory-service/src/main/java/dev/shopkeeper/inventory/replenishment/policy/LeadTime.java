package dev.shopkeeper.inventory.replenishment.policy;

/**
 * How long a supplier takes from order to receipt.
 *
 * @param meanDays expected days
 * @param deviationDays standard deviation in days
 * @param source what it rests on
 * @param receipts how many receipts of the level named by {@code source} it was learnt from
 */
public record LeadTime(double meanDays, double deviationDays, LeadTimeSource source, long receipts) {

    /** @throws IllegalArgumentException if a figure is negative or no number */
    public LeadTime {
        if (!(meanDays >= 0 && meanDays < Double.MAX_VALUE)
                || !(deviationDays >= 0 && deviationDays < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("A lead time of " + meanDays + " days with a standard deviation of "
                    + deviationDays + " is none. Maybe a receipt is dated before its order?");
        }
    }

    /** Whether nobody stated it and nothing was received to learn it from. */
    public boolean assumed() {
        return source == LeadTimeSource.ASSUMED;
    }
}
