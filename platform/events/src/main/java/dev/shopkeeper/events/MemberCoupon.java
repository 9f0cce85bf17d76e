package dev.shopkeeper.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A coupon that a member may use.
 */
public record MemberCoupon(
        String couponId,
        String campaignId,
        @Nullable String description,
        @Nullable Instant expiresAt) {}
