package dev.shopkeeper.demo.feed;

import dev.shopkeeper.demo.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shop's return policy: refunds for two weeks, for loyal members a month, exchanges for a month; up to 500 CNY without a
 * person. Food and beauty are sold for good unless something is wrong with them. What costs little and is faulty need not come
 * back.
 */
final class PolicyBodies {

    private static final int TWO_WEEKS = 14;
    private static final int A_MONTH = 30;
    private static final List<String> FAULTS = List.of(
            "damaged",
            "defective",
            "wrong_item",
            "wrong_size",
            "not_as_described",
            "expired",
            "allergic",
            "pet_refused");

    private PolicyBodies() {}

    /** In force from the beginning of the history. */
    static ObjectNode returnPolicy(World world) {
        ObjectNode node = Bodies.JSON.createObjectNode();
        node.put("policy_id", "demo-" + world.seed() + "-" + world.until().getEpochSecond());
        node.put("effective_from", world.start().toString());
        ArrayNode rules = node.putArray("rules");
        windows(rules, "refund", null, TWO_WEEKS, "500");
        windows(rules, "refund", "loyal", A_MONTH, "500");
        windows(rules, "exchange", null, A_MONTH, "500");
        ObjectNode kept = windows(rules, "refund_without_return", null, TWO_WEEKS, "20");
        kept.putArray("reasons").add("damaged").add("defective").add("expired");
        node.putObject("final_sale").putArray("categories").add("Food").add("Beauty");
        ArrayNode exceptions = node.putArray("final_sale_exceptions");
        FAULTS.forEach(exceptions::add);
        return node;
    }

    /** Allowed and free of fee at first, and then no more. */
    private static ObjectNode windows(ArrayNode rules, String outcome, @Nullable String tier, int days, String most) {
        String name = tier == null ? outcome : outcome + "-" + tier;
        ObjectNode open = rule(rules, name, outcome, tier);
        open.put("from_day", 0).put("to_day", days).put("automatic", true);
        open.putObject("most").put("amount", most).put("currency", "CNY");
        rule(rules, name + "-too-late", outcome, tier).put("from_day", days).put("allowed", false);
        return open;
    }

    private static ObjectNode rule(ArrayNode rules, String ruleId, String outcome, @Nullable String tier) {
        ObjectNode rule = rules.addObject().put("rule_id", ruleId).put("outcome", outcome);
        if (tier != null) {
            rule.putArray("tiers").add(tier);
        }
        return rule;
    }
}
