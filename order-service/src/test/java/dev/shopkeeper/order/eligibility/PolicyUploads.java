package dev.shopkeeper.order.eligibility;

import static dev.shopkeeper.order.orders.OrderUploads.newId;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the policies that tests upload. */
public final class PolicyUploads {

    private PolicyUploads() {}

    public static Map<String, Object> yuan(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    /** A rule that allows without a person. */
    public static Map<String, Object> rule(String id, String outcome, long from, @Nullable Long to) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("rule_id", id);
        rule.put("outcome", outcome);
        rule.put("from_day", from);
        if (to != null) {
            rule.put("to_day", to);
        }
        rule.put("automatic", true);
        return rule;
    }

    public static Map<String, Object> with(Map<String, Object> rule, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(rule);
        more.put(name, value);
        return more;
    }

    public static Map<String, Object> policy(String id, String effectiveFrom, List<Map<String, Object>> rules) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("policy_id", id);
        policy.put("effective_from", effectiveFrom);
        policy.put("rules", rules);
        policy.put("final_sale", Map.of("items", List.of("item-sold"), "categories", List.of("Food")));
        policy.put("final_sale_exceptions", List.of("damaged"));
        return policy;
    }

    /**
     * Refunds within 14 days for a tenth and 2 CNY, from day 14 none; up to 20 CNY without a person. Exchanges wait for a
     * person. Damaged goods up to 5 CNY may be kept. No store credit.
     */
    public static List<Map<String, Object>> usual() {
        return List.of(
                with(
                        with(rule("refund-early", "refund", 0, 14L), "fee", Map.of("percent", 10, "fixed", yuan("2"))),
                        "most",
                        yuan("20")),
                with(rule("refund-late", "refund", 14, null), "allowed", false),
                with(rule("exchange", "exchange", 0, null), "automatic", false),
                with(
                        with(rule("kept", "refund_without_return", 0, null), "reasons", List.of("damaged")),
                        "most",
                        yuan("5")));
    }

    /**
     * A return as it is uploaded.
     *
     * @param more fields beside those that each has
     */
    @SafeVarargs
    public static Map<String, Object> asked(
            String orderId, String kind, String requestedAt, Map<String, Object> more, Map<String, Object>... lines) {
        Map<String, Object> asked = new LinkedHashMap<>(more);
        asked.put("return_id", newId("r"));
        asked.put("order_id", orderId);
        asked.put("kind", kind);
        asked.put("lines", List.of(lines));
        asked.put("requested_at", requestedAt);
        return Map.of("returns", List.of(asked));
    }

    public static Map<String, Object> units(String line, long quantity) {
        return Map.of("line_id", line, "quantity", quantity);
    }
}
