package dev.shopkeeper.membership.member;

import dev.shopkeeper.events.MemberCoupon;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which coupons members may use now; whoever issues coupons says so. Thread-safe. */
public interface UsableCoupons {

    /**
     * The usable coupons of some members, as the present transaction sees them.
     *
     * @return by user, in a stable order; without those who have none
     */
    Map<String, List<MemberCoupon>> of(Collection<String> userIds);
}
