package dev.shopkeeper.order.orders;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Coupon codes on their way into the database: a column of lists travels as JSON, since arrays do not nest. */
final class CouponCodes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private CouponCodes() {}

    static String json(List<String> codes) {
        return JSON.writeValueAsString(codes);
    }
}
