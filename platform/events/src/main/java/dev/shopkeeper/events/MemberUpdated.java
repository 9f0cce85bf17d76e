package dev.shopkeeper.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole present state of a member: tier, benefits, usable coupons. The topic is compacted, so the last one is
 * complete.
 */
public record MemberUpdated(
        String userId,
        String tier,
        @Nullable Instant tierSince,
        List<String> benefits,
        List<MemberCoupon> coupons,
        Instant updatedAt)
        implements ShopEvent {

    /** The CloudEvents type. */
    public static final String TYPE = "shop.member.updated.v1";

    public MemberUpdated {
        benefits = benefits == null ? List.of() : List.copyOf(benefits);
        coupons = coupons == null ? List.of() : List.copyOf(coupons);
    }

    @Override
    public String key() {
        return userId;
    }
}
