package dev.shopkeeper.pricing.elasticity;

/**
 * By how much demand changes with the price: the change of the logarithm of units sold per change of the logarithm of the
 * price. Never positive.
 *
 * @param value what is expected; below -1 a lower price earns more revenue
 * @param lower of an interval that holds 90 %: the most sensitive that is likely
 * @param upper of that interval, at most 0: the least sensitive that is likely
 * @param standing whether it may be acted on without a person
 * @param source whose prices it was learnt from
 * @param sourceId the item, the category or {@code shop}
 * @param weeklyUnits what the item sells in a week at its usual price; 0 where nothing is known
 * @param weeks of the item that it was learnt from
 * @param interest change of the logarithm of units sold per change of the logarithm of views in the week before, plus one;
 *     0 where views tell nothing
 */
public record Elasticity(
        double value,
        double lower,
        double upper,
        Standing standing,
        Source source,
        String sourceId,
        double weeklyUnits,
        int weeks,
        double interest) {

    /** Whether an elasticity may be acted on. */
    public enum Standing {
        /** It is known, and has the sign that demand has. */
        KNOWN,
        /** The price never moved enough to tell. */
        NOT_ENOUGH_VARIATION,
        /** More seemed to sell at higher prices: something else moved both. */
        WRONG_SIGN
    }

    /** Whose prices an elasticity was learnt from. */
    public enum Source {
        /** The item's own, together with its category's and brand's. */
        ITEM,
        /** Its category's alone. */
        CATEGORY,
        /** All the shop's. */
        SHOP
    }

    public Elasticity {
        if (!(lower <= value && value <= upper && upper <= 0)) {
            throw new IllegalArgumentException("An elasticity of " + value + " within " + lower + " to " + upper
                    + " is none. Maybe the interval was turned around?");
        }
        if (!(interest >= 0)) {
            throw new IllegalArgumentException(
                    "Interest moves demand by " + interest + ", which is less than nothing.");
        }
    }
}
