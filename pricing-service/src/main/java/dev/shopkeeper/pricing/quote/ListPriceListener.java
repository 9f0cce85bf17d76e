package dev.shopkeeper.pricing.quote;

/**
 * Hears that the shop lists another price, or pays so much that the approved one is below the floor, in the transaction in which
 * that is stored.
 */
public interface ListPriceListener {

    /**
     * What was worked out before is void.
     *
     * @param promotionEnded whether the promotion that was running ended with it
     */
    void approvedPriceIsVoid(String itemId, boolean promotionEnded);
}
