package dev.shopkeeper.pricing.guardrail;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a price to rules, in the order given, and then to the endings that the shop's prices have. */
public final class Guardrails {

    private Guardrails() {}

    /**
     * The nearest price that keeps every rule. Each rule moves the price by as little as it can; since the rules have a
     * price in common, none undoes what one before it did.
     *
     * @param wanted the price without rules
     * @param inForce the present price, which is left as it is rather than moved to an ending
     */
    public static Verdict hold(BigDecimal wanted, BigDecimal inForce, List<Guardrail> rules, Endings endings) {
        Verdict.Conflict conflict = conflict(rules);
        if (conflict != null) {
            return conflict;
        }
        List<Binding> bindings = new ArrayList<>();
        BigDecimal price = wanted;
        for (Guardrail rule : rules) {
            price = moved(bindings, rule.name(), price, rule.bound(price));
        }
        if (price.compareTo(inForce) != 0) {
            price = moved(
                    bindings,
                    Guardrail.ENDING,
                    price,
                    endings.nearest(price, candidate -> rules.stream().allMatch(rule -> rule.holds(candidate))));
        }
        return new Verdict.Bounded(price, bindings);
    }

    private static BigDecimal moved(List<Binding> bindings, String rule, BigDecimal before, BigDecimal after) {
        if (before.compareTo(after) != 0) {
            bindings.add(new Binding(rule, before, after));
        }
        return after;
    }

    private static Verdict.@Nullable Conflict conflict(List<Guardrail> rules) {
        for (Guardrail floor : rules) {
            for (Guardrail ceiling : rules) {
                if (floor.least() != null
                        && ceiling.most() != null
                        && floor.least().compareTo(ceiling.most()) > 0) {
                    return new Verdict.Conflict(floor.name(), floor.least(), ceiling.name(), ceiling.most());
                }
            }
        }
        return null;
    }
}
