package dev.shopkeeper.membership.campaign;

import java.util.Locale;

/** Why a coupon is not taken. */
public enum Refusal {
    COUPON_NOT_STARTED("The coupon's campaign has not begun."),
    COUPON_EXPIRED("The coupon's campaign is over."),
    COUPON_USED("The coupon was used as often as it may be."),
    COUPON_RESERVED("The coupon is reserved for another order."),
    BUDGET_EXHAUSTED("What the campaign may give is given."),
    ORDER_TOO_SMALL("The order is too small for the coupon."),
    OTHER_CURRENCY("The order is in another currency than the coupon."),
    OTHER_MEMBER("The coupon is somebody else's than the order.");

    private final String detail;

    Refusal(String detail) {
        this.detail = detail;
    }

    /** Stable and machine-readable, {@code coupon-expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence for a reader. */
    public String detail() {
        return detail;
    }
}
