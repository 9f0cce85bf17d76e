package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.starter.schedule.PlannedTask;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.coupons}.
 *
 * @param reservation how long a reservation waits for its order
 * @param sweep how often reservations are looked for that have waited too long
 * @param schedule when coupons are issued to those who are new in an audience, as a cron expression in UTC; {@code -} for
 *     never
 */
@ConfigurationProperties("shopkeeper.coupons")
record CouponSettings(
        @DefaultValue("15m") Duration reservation,
        @DefaultValue("1m") Duration sweep,
        @DefaultValue("0 0 * * * *") String schedule) {

    private static final Duration LONGEST_RESERVATION = Duration.ofDays(7);
    private static final Duration SHORTEST_SWEEP = Duration.ofMillis(10);

    CouponSettings {
        if (!reservation.isPositive() || reservation.compareTo(LONGEST_RESERVATION) > 0) {
            throw new IllegalArgumentException("shopkeeper.coupons.reservation is " + reservation
                    + " and must be above 0, and a week at most. Maybe leave it at 15m?");
        }
        if (sweep.compareTo(SHORTEST_SWEEP) < 0) {
            throw new IllegalArgumentException("shopkeeper.coupons.sweep is " + sweep + ". Maybe leave it at 1m?");
        }
        PlannedTask.requireCron("shopkeeper.coupons.schedule", schedule, "0 0 * * * *");
    }
}
