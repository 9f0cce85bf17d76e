package dev.shopkeeper.pricing.quote;

/** Hears that the shop lists another price, in the transaction in which that is stored. */
public interface ListPriceListener {

    /**
     * What was worked out from the old one is void.
     *
     * @param promotionEnded whether the promotion that was running ended with it
     */
    void listPriceChanged(String itemId, boolean promotionEnded);
}
