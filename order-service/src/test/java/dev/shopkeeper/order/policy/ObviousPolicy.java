package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rules as their definition says, one day and one person at a time; slow, and nothing is shared with the product. */
final class ObviousPolicy {

    private ObviousPolicy() {}

    /** The rules that are for a category, null for one that is not known, and a tier. */
    static List<Rule> rulesFor(List<Rule> rules, Outcome outcome, @Nullable String category, CustomerTier tier) {
        List<Rule> found = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.outcome() != outcome) {
                continue;
            }
            boolean mine = rule.categories().isEmpty()
                    ? category == null || !named(rules, outcome, category)
                    : category != null && rule.categories().contains(category);
            if (!mine) {
                continue;
            }
            if (!rule.tiers().isEmpty()) {
                if (rule.tiers().contains(tier)) {
                    found.add(rule);
                }
                continue;
            }
            boolean anotherNamesTheTier = false;
            for (Rule other : rules) {
                boolean sameCategory = category != null && named(rules, outcome, category)
                        ? other.categories().contains(category)
                        : other.categories().isEmpty();
                if (other.outcome() == outcome && sameCategory && other.tiers().contains(tier)) {
                    anotherNamesTheTier = true;
                }
            }
            if (!anotherNamesTheTier) {
                found.add(rule);
            }
        }
        return found;
    }

    private static boolean named(List<Rule> rules, Outcome outcome, String category) {
        return rules.stream()
                .anyMatch(rule -> rule.outcome() == outcome && rule.categories().contains(category));
    }

    /** What is paid, or null where the outcome is not open. */
    static @Nullable BigDecimal amount(ReturnPolicy policy, ReturnCase asked, Outcome outcome) {
        Instant from = asked.deliveredAt() == null ? asked.placedAt() : asked.deliveredAt();
        long day = 0;
        while (!from.plusSeconds((day + 1) * 86_400).isAfter(asked.at())) {
            day++;
        }
        BigDecimal worth = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        BigDecimal fixed = BigDecimal.ZERO;
        for (ReturnCase.Line line : asked.lines()) {
            FinalSale sold = policy.finalSale();
            boolean excepted = asked.reason() != null && sold.exceptions().contains(asked.reason());
            boolean sale = sold.items().contains(line.itemId());
            String category = null;
            for (String each : line.categories()) {
                sale |= sold.categories().contains(each);
                if (named(policy.rules(), outcome, each)) {
                    category = each;
                }
            }
            Rule rule = null;
            for (Rule each : rulesFor(policy.rules(), outcome, category, asked.tier())) {
                if (each.fromDay() <= day && (each.toDay() == null || each.toDay() > day)) {
                    rule = each;
                }
            }
            if (rule == null) {
                throw new AssertionError("no rule for " + asked);
            }
            boolean fits = rule.reasons().isEmpty()
                    || (asked.reason() != null && rule.reasons().contains(asked.reason()));
            if ((sale && !excepted) || !rule.allowed() || !fits) {
                return null;
            }
            worth = worth.add(line.worth());
            paid = paid.add(line.worth()
                    .multiply(BigDecimal.valueOf(100).subtract(rule.feePercent()))
                    .divide(BigDecimal.valueOf(100)));
            fixed = fixed.max(rule.feeFixed());
        }
        if (!asked.benefits().contains("free_return_shipping")) {
            paid = paid.subtract(fixed);
        }
        int places = asked.currency().equals("JPY") ? 0 : 2;
        paid = paid.signum() < 0 ? BigDecimal.ZERO : paid.setScale(places, RoundingMode.HALF_UP);
        BigDecimal most = asked.refundable().compareTo(worth) < 0 ? asked.refundable() : worth;
        BigDecimal payable = most.setScale(places, RoundingMode.FLOOR);
        return paid.compareTo(payable) > 0 ? payable : paid;
    }
}
