package dev.shopkeeper.membership.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, what came of it, and what it changed.
 *
 * @param issued coupons
 * @param heldOut members without one, for comparison
 * @param effect of the coupons, discounts not taken off
 */
public record CampaignReport(
        @JsonUnwrapped CampaignView campaign, long issued, long heldOut, Uses uses, Charged charged, Effect effect) {

    /**
     * What became of uses.
     *
     * @param reserved for baskets, and charged
     * @param redeemed by orders, and charged
     * @param released reservations given back by the client
     * @param expired reservations nobody ordered by
     * @param returned uses of orders that were cancelled
     * @param refused orders that named a coupon that could not be taken
     */
    public record Uses(long reserved, long redeemed, long released, long expired, long returned, long refused) {}

    /**
     * What is charged now, by reservations and orders.
     *
     * @param left of the budget; absent where there is none
     * @param redemptionsLeft absent where they are not bounded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Charged(
            Money spent,
            @Nullable Money left,
            long redemptions,
            @Nullable Long redemptionsLeft) {}
}
