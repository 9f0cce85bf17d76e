package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.campaign.Budgets;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends uses of coupons that are locked, and gives back what they were charged for. */
@Component
class Uses {

    private final CouponRows rows;
    private final Budgets budgets;

    Uses(CouponRows rows, Budgets budgets) {
        this.rows = rows;
        this.budgets = budgets;
    }

    private record Total(BigDecimal discount, long uses) {

        private Total and(Total other) {
            return new Total(discount.add(other.discount), uses + other.uses);
        }
    }

    /**
     * Ends uses that are RESERVED or REDEEMED. Campaigns are given back to in the order of their ids.
     *
     * @param orderId of the order by which it ends, where one does
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(List<Redemption> ended, RedemptionState as, @Nullable String orderId, Instant now) {
        Map<String, Total> totals = new TreeMap<>();
        for (Redemption each : ended) {
            rows.move(each, as, orderId, now);
            boolean redeemed = each.state() == RedemptionState.REDEEMED;
            rows.count(each.couponId(), redeemed ? 0 : -1, redeemed ? -1 : 0);
            totals.merge(each.campaignId(), new Total(each.discount().amount(), 1), Total::and);
        }
        totals.forEach((campaignId, total) -> budgets.giveBack(campaignId, total.discount(), total.uses()));
    }
}
