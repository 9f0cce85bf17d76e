package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.starter.schedule.PlannedTask;
import dev.shopkeeper.starter.schedule.RoundTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about coupons by the clock. */
@Configuration(proxyBeanMethods = false)
class CouponTasks {

    @Bean
    PlannedTask issueOfCoupons(CouponSettings settings, Issues issues) {
        return new PlannedTask("issue of coupons", settings.schedule(), at -> issues.request());
    }

    /** Looks for reservations that have waited too long. */
    @Bean
    RoundTask expiryOfReservations(CouponSettings settings, ReservationExpiry expiry) {
        return new RoundTask("expiry of reservations", settings.sweep(), () -> {
            while (expiry.expire() == ReservationExpiry.BATCH) {}
        });
    }
}
