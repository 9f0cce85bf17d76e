package dev.shopkeeper.membership.coupon;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderCancelled;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.membership.campaign.Budgets;
import dev.shopkeeper.membership.campaign.Campaigns;
import dev.shopkeeper.membership.campaign.Refusal;
import dev.shopkeeper.membership.campaign.Terms;
import dev.shopkeeper.membership.member.MemberUpdates;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Confirms uses of coupons by orders, and takes them back with wholly cancelled ones. Heard in the transaction in which the
 * order is counted, and after that.
 */
@Service
public class Redemptions {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final CouponRows rows;
    private final Uses uses;
    private final Campaigns campaigns;
    private final Budgets budgets;
    private final MemberUpdates updates;
    private final RefusedOrders refusedOrders;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Redemptions(
            CouponRows rows,
            Uses uses,
            Campaigns campaigns,
            Budgets budgets,
            MemberUpdates updates,
            RefusedOrders refusedOrders,
            JdbcTemplate jdbc,
            Clock clock) {
        this.rows = rows;
        this.uses = uses;
        this.campaigns = campaigns;
        this.budgets = budgets;
        this.updates = updates;
        this.refusedOrders = refusedOrders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Locks the coupons of all these orders at once, in their order, for the transaction that hears of them together. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(List<OrderPlaced> orders) {
        Set<CouponCode> codes = orders.stream().flatMap(Redemptions::codes).collect(Collectors.toSet());
        if (!codes.isEmpty()) {
            rows.lock(codes);
        }
    }

    private static Stream<CouponCode> codes(OrderPlaced order) {
        return order.couponCodes().stream().map(CouponCode::parse).flatMap(Optional::stream);
    }

    /**
     * An order was placed: what was reserved by its codes is redeemed. A code without a reservation is charged now if coupon
     * and budget allow it, by the time of the order; what they do not allow is kept as refused, since the shop has given it.
     * Codes that are none of ours are passed over. Somebody else's order takes nothing of a member's coupon; a guest's may, since
     * whoever reserved it may have checked out without signing in.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void placed(OrderPlaced order) {
        Set<CouponCode> codes = codes(order).collect(Collectors.toSet());
        if (codes.isEmpty()) {
            return;
        }
        List<Coupon> coupons = new ArrayList<>(rows.lock(codes));
        coupons.sort(Comparator.comparing(Coupon::campaignId).thenComparing(Coupon::couponId));
        List<String> changed = new ArrayList<>();
        for (Coupon coupon : coupons) {
            if (redeem(coupon, order)) {
                changed.add(coupon.userId());
            }
        }
        updates.tell(changed);
    }

    /** Whether the coupon's uses that are left are others now. */
    private boolean redeem(Coupon coupon, OrderPlaced order) {
        if (rows.ofOrder(coupon.couponId(), order.orderId()).isPresent()) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean ofAnother = order.userId() != null && !order.userId().equals(coupon.userId());
        Optional<Redemption> reserved =
                ofAnother || notTaken(coupon, order).isPresent() ? Optional.empty() : reservation(coupon, order);
        boolean cancelled = isWhollyCancelled(order.orderId());
        if (reserved.isPresent() && cancelled) {
            uses.end(List.of(reserved.get()), RedemptionState.RETURNED, order.orderId(), now);
            return true;
        }
        if (reserved.isPresent()) {
            rows.move(reserved.get(), RedemptionState.REDEEMED, order.orderId(), now);
            rows.count(coupon.couponId(), -1, 1);
            return false;
        }
        return !cancelled && charge(coupon, order, ofAnother, now);
    }

    /** What speaks against the order itself, whatever was reserved; of its time the reservation has been the judge. */
    private Optional<Refusal> notTaken(Coupon coupon, OrderPlaced order) {
        Terms terms = campaigns.terms(coupon.campaignId());
        return terms.refuse(order.total(), terms.from());
    }

    /** The one of the order's basket if it can be told, else of the order's total, else the oldest. */
    private Optional<Redemption> reservation(Coupon coupon, OrderPlaced order) {
        return rows.reserved(coupon.couponId()).stream()
                .min(Comparator.comparing((Redemption each) -> !order.orderId().equals(each.reference()))
                        .thenComparing(each -> !order.total().equals(each.orderTotal())));
    }

    /** Whether it could be charged. */
    private boolean charge(Coupon coupon, OrderPlaced order, boolean ofAnother, Instant now) {
        Terms terms = campaigns.terms(coupon.campaignId());
        Money total = order.total();
        Refusal refusal = ofAnother
                ? Refusal.OTHER_MEMBER
                : notTaken(coupon, order)
                        .or(() -> terms.refuse(total, order.placedAt()))
                        .or(coupon::refuse)
                        .orElse(null);
        BigDecimal discount = refusal == null ? terms.discount().of(total).amount() : BigDecimal.ZERO;
        if (refusal == null && !budgets.charge(coupon.campaignId(), discount)) {
            refusal = Refusal.BUDGET_EXHAUSTED;
            discount = BigDecimal.ZERO;
        }
        rows.insertOfOrder(use(coupon, total, discount, refusal), order.orderId(), code(refusal), now);
        if (refusal != null) {
            refusedOrders.refused(refusal, order.orderId(), coupon.couponId());
            return false;
        }
        rows.count(coupon.couponId(), 0, 1);
        return true;
    }

    private static Redemption use(Coupon coupon, Money total, BigDecimal discount, @Nullable Refusal refusal) {
        return new Redemption(
                IDS.generate(),
                coupon.couponId(),
                coupon.campaignId(),
                refusal == null ? RedemptionState.REDEEMED : RedemptionState.REFUSED,
                null,
                total,
                new Money(discount, total.currency()),
                null);
    }

    private static @Nullable String code(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.code();
    }

    /** An order was cancelled: if wholly, its coupons can be used again. An order that is not known yet waits for itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelled(OrderCancelled order) {
        if (!isWhollyCancelled(order.orderId())) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Coupon> coupons = rows.lockOf(order.orderId());
        List<Redemption> redeemed = coupons.stream()
                .flatMap(coupon -> rows.ofOrder(coupon.couponId(), order.orderId()).stream())
                .filter(each -> each.state() == RedemptionState.REDEEMED)
                .toList();
        uses.end(redeemed, RedemptionState.RETURNED, null, now);
        updates.tell(coupons.stream().map(Coupon::userId).toList());
    }

    /** Whether nothing is left of an order, as far as its events have come. */
    private boolean isWhollyCancelled(String orderId) {
        return !jdbc.queryForList("""
                        select 1 from member_order
                        where order_id = ? and placed_at is not null
                          and (all_cancelled or ordered > 0 and cancelled >= ordered)
                        """, Integer.class, orderId).isEmpty();
    }
}
