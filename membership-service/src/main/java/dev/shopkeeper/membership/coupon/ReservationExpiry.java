package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.membership.member.MemberUpdates;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives back what was reserved and not ordered in time. Every replica may at any time: each reservation is had by one. */
@Service
class ReservationExpiry {

    static final int BATCH = 500;

    private final CouponRows rows;
    private final Uses uses;
    private final MemberUpdates updates;
    private final Clock clock;

    ReservationExpiry(CouponRows rows, Uses uses, MemberUpdates updates, Clock clock) {
        this.rows = rows;
        this.uses = uses;
        this.updates = updates;
        this.clock = clock;
    }

    /**
     * Expires some of what is due.
     *
     * @return how many; fewer than {@link #BATCH} where no more is left
     */
    @Transactional
    public int expire() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<CouponRows.Due> due = rows.lockDue(now, BATCH);
        uses.end(due.stream().map(CouponRows.Due::redemption).toList(), RedemptionState.EXPIRED, null, now);
        updates.tell(due.stream().map(CouponRows.Due::userId).toList());
        return due.size();
    }
}
