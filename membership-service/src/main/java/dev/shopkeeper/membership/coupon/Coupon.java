package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.campaign.Refusal;
import java.util.Optional;
import java.util.UUID;

/** A coupon as its row says, locked until the transaction ends. */
record Coupon(UUID couponId, String campaignId, String userId, int perPerson, int reserved, int redeemed) {

    /** What speaks against one more use. */
    Optional<Refusal> refuse() {
        if (redeemed >= perPerson) {
            return Optional.of(Refusal.COUPON_USED);
        }
        return reserved + redeemed >= perPerson ? Optional.of(Refusal.COUPON_RESERVED) : Optional.empty();
    }
}
