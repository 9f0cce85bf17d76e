package dev.shopkeeper.membership.campaign;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the coupons of a campaign are good for. Immutable.
 *
 * @param name words for the member
 * @param leastOrder smallest total that a coupon is taken for
 * @param endedAt when it was ended before its time
 */
public record Terms(
        String campaignId,
        String name,
        Discount discount,
        @Nullable Money leastOrder,
        Instant from,
        Instant to,
        @Nullable Instant endedAt) {

    /** What speaks against taking a coupon for an order, budget and earlier uses aside. */
    public Optional<Refusal> refuse(Money total, Instant at) {
        if (at.isBefore(from)) {
            return Optional.of(Refusal.COUPON_NOT_STARTED);
        }
        if (!at.isBefore(to) || (endedAt != null && !at.isBefore(endedAt))) {
            return Optional.of(Refusal.COUPON_EXPIRED);
        }
        if (!total.currency().equals(discount.currency())) {
            return Optional.of(Refusal.OTHER_CURRENCY);
        }
        boolean small = leastOrder != null && total.amount().compareTo(leastOrder.amount()) < 0;
        return small || discount.of(total).amount().signum() <= 0
                ? Optional.of(Refusal.ORDER_TOO_SMALL)
                : Optional.empty();
    }
}
