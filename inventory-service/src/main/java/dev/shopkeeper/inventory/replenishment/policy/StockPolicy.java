package dev.shopkeeper.inventory.replenishment.policy;

import org.jspecify.annotations.Nullable;

/** Says at each review what to order. Implementations are immutable. */
public sealed interface StockPolicy permits FixedLots, MinMax, Newsvendor, ReorderUpTo {

    /** When to order and up to where; {@code s} is never negative and never above {@code S}. */
    ReorderLevels levels(Review review);

    /** What it aims at; null where its levels were given. */
    @Nullable
    Target target();

    /** What to do where a minimum is more than can be sold. */
    MinimumAboveShelfLife minimumAboveShelfLife();

    /** What to order now. */
    default Advice decide(Review review) {
        ReorderLevels levels = levels(review);
        Order order =
                Quantities.order(levels, review.position(), review.terms(), review.sellable(), minimumAboveShelfLife());
        return new Advice(levels, order, target());
    }
}
