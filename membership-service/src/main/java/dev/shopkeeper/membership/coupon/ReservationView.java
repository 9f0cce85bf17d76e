package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A use of a coupon that waits for its order.
 *
 * @param discount what is taken off the order
 * @param expiresAt when it is given back unless an order came
 */
public record ReservationView(UUID reservationId, UUID couponId, Money discount, Instant expiresAt) {

    static ReservationView of(Redemption reserved) {
        return new ReservationView(
                reserved.redemptionId(),
                reserved.couponId(),
                reserved.discount(),
                Objects.requireNonNull(reserved.expiresAt(), "expiresAt"));
    }
}
