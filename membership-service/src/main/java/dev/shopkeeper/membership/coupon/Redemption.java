package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.events.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A use of a coupon as its row says.
 *
 * @param discount what it takes off, charged in the states RESERVED and REDEEMED
 * @param expiresAt until when a reservation waits for its order
 */
record Redemption(
        UUID redemptionId,
        UUID couponId,
        String campaignId,
        RedemptionState state,
        @Nullable String reference,
        Money orderTotal,
        Money discount,
        @Nullable Instant expiresAt) {}
