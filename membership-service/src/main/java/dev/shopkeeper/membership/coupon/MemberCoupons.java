package dev.shopkeeper.membership.coupon;

import java.util.List;

/** The coupons that a member may use now. */
public record MemberCoupons(String userId, List<CouponView> coupons) {}
