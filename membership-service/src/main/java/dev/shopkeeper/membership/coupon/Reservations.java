package dev.shopkeeper.membership.coupon;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.membership.campaign.Budgets;
import dev.shopkeeper.membership.campaign.Campaigns;
import dev.shopkeeper.membership.campaign.Refusal;
import dev.shopkeeper.membership.campaign.Terms;
import dev.shopkeeper.membership.member.MemberUpdates;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import dev.shopkeeper.starter.security.PersonalAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reserves uses of coupons for baskets, and gives them back. */
@Service
class Reservations {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final CouponRows rows;
    private final Uses uses;
    private final Campaigns campaigns;
    private final Budgets budgets;
    private final MemberUpdates updates;
    private final PersonalAccess access;
    private final CouponSettings settings;
    private final Clock clock;

    Reservations(
            CouponRows rows,
            Uses uses,
            Campaigns campaigns,
            Budgets budgets,
            MemberUpdates updates,
            PersonalAccess access,
            CouponSettings settings,
            Clock clock) {
        this.rows = rows;
        this.uses = uses;
        this.campaigns = campaigns;
        this.budgets = budgets;
        this.updates = updates;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Reserves one use of a coupon, and charges it.
     *
     * @param reference the client's name of the basket; the same again answers the same reservation
     * @throws ProblemException 404 for a code that the caller has no coupon of; 409 with the code of a {@link Refusal}, or
     *     where the reference has a reservation for another total
     */
    @Transactional
    public ReservationView reserve(String typed, Money total, @Nullable String reference) {
        Coupon found = lock(typed);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Coupon coupon = withoutDue(found, now);
        Optional<Redemption> same = rows.reserved(coupon.couponId()).stream()
                .filter(each -> reference != null && reference.equals(each.reference()))
                .findFirst();
        if (same.isPresent()) {
            return repeated(same.get(), total);
        }
        Terms terms = campaigns.terms(coupon.campaignId());
        refuse(terms.refuse(total, now), typed, terms, total);
        refuse(coupon.refuse(), typed, terms, total);
        Money discount = terms.discount().of(total);
        if (!budgets.charge(coupon.campaignId(), discount.amount())) {
            throw refused(Refusal.BUDGET_EXHAUSTED, typed, terms, total);
        }
        Redemption reserved = new Redemption(
                IDS.generate(),
                coupon.couponId(),
                coupon.campaignId(),
                RedemptionState.RESERVED,
                reference,
                total,
                discount,
                now.plus(settings.reservation()));
        rows.insertReserved(reserved, now);
        rows.count(coupon.couponId(), 1, 0);
        updates.tell(List.of(coupon.userId()));
        return ReservationView.of(reserved);
    }

    /** What is due on the coupon itself is not waited for. */
    private Coupon withoutDue(Coupon coupon, Instant now) {
        List<Redemption> due = rows.reserved(coupon.couponId()).stream()
                .filter(each -> each.expiresAt() != null && !each.expiresAt().isAfter(now))
                .toList();
        uses.end(due, RedemptionState.EXPIRED, null, now);
        return new Coupon(
                coupon.couponId(),
                coupon.campaignId(),
                coupon.userId(),
                coupon.perPerson(),
                coupon.reserved() - due.size(),
                coupon.redeemed());
    }

    private static ReservationView repeated(Redemption same, Money total) {
        if (!same.orderTotal().equals(total)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "reservation-differs",
                    "The reference has a reservation for another order_total.",
                    List.of(new Violation(
                            "order_total", text(total), "is not that of the reservation, " + text(same.orderTotal()))),
                    "Release reservation " + same.redemptionId() + " and reserve again.");
        }
        return ReservationView.of(same);
    }

    /**
     * Gives a reservation back; again, or after it has expired, changes nothing.
     *
     * @throws ProblemException 404 for a code or a reservation that the caller has none of; 409 where an order was placed
     *     by it
     */
    @Transactional
    public void release(String typed, UUID reservationId) {
        Coupon coupon = lock(typed);
        Redemption redemption = rows.find(coupon.couponId(), reservationId)
                .filter(each -> each.expiresAt() != null)
                .orElseThrow(() -> ProblemException.notFound("reservation", reservationId.toString()));
        switch (redemption.state()) {
            case RESERVED -> {
                uses.end(
                        List.of(redemption),
                        RedemptionState.RELEASED,
                        null,
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
                updates.tell(List.of(coupon.userId()));
            }
            case REDEEMED, RETURNED ->
                throw ProblemException.conflict(
                        "reservation-redeemed",
                        "An order was placed by reservation " + reservationId + ".",
                        "Cancel the order; its coupon is given back then.");
            case RELEASED, EXPIRED, REFUSED -> {} // it is given back already
        }
    }

    /** What belongs to somebody else is unknown, like what there is not. */
    private Coupon lock(String typed) {
        CouponCode code = CouponCode.parse(typed).orElseThrow(() -> unknown(typed));
        String owner = rows.userOf(code).orElseThrow(() -> unknown(typed));
        if (!access.mayHearOf(owner)) {
            throw unknown(typed);
        }
        return rows.lock(code).orElseThrow(() -> unknown(typed));
    }

    private static ProblemException unknown(String typed) {
        return ProblemException.notFound("coupon", Fields.shortened(typed));
    }

    private static void refuse(Optional<Refusal> refusal, String typed, Terms terms, Money total) {
        if (refusal.isPresent()) {
            throw refused(refusal.get(), typed, terms, total);
        }
    }

    private static ProblemException refused(Refusal refusal, String typed, Terms terms, Money total) {
        Violation violation = switch (refusal) {
            case ORDER_TOO_SMALL ->
                new Violation(
                        "order_total.amount",
                        total.amount().toPlainString(),
                        terms.leastOrder() == null
                                ? "leaves nothing to take off"
                                : "must be at least " + text(terms.leastOrder()));
            case OTHER_CURRENCY ->
                new Violation(
                        "order_total.currency",
                        total.currency(),
                        "must be " + terms.discount().currency());
            case COUPON_NOT_STARTED -> new Violation("code", typed, "is good from " + terms.from());
            case COUPON_EXPIRED ->
                new Violation(
                        "code", typed, "was good until " + (terms.endedAt() == null ? terms.to() : terms.endedAt()));
            case COUPON_USED, COUPON_RESERVED, BUDGET_EXHAUSTED, OTHER_MEMBER ->
                new Violation("code", typed, "cannot be used now");
        };
        return new ProblemException(HttpStatus.CONFLICT, refusal.code(), refusal.detail(), List.of(violation), null);
    }

    private static String text(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }
}
