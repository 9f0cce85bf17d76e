/**
 * Coupons: who has one, and what becomes of it. A use is reserved, and with that charged to the coupon and to its campaign,
 * before an order confirms it. Each change begins by locking its coupon, then charges the campaign, then tells of the
 * member, always in this order.
 */
@NullMarked
package dev.shopkeeper.membership.coupon;

import org.jspecify.annotations.NullMarked;
