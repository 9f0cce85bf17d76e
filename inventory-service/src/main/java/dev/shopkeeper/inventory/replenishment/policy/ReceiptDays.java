package dev.shopkeeper.inventory.replenishment.policy;

/**
 * Days from order to receipt, summed up.
 *
 * @param count how many receipts
 * @param mean their mean in days
 * @param variance their sample variance in days²; 0 for fewer than two
 */
public record ReceiptDays(long count, double mean, double variance) {

    /** No receipt yet. */
    public static final ReceiptDays NONE = new ReceiptDays(0, 0, 0);
}
