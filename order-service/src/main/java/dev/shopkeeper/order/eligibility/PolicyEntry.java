package dev.shopkeeper.order.eligibility;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.order.policy.Coverage;
import dev.shopkeeper.order.policy.FinalSale;
import dev.shopkeeper.order.policy.ReturnPolicy;
import dev.shopkeeper.starter.bulk.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is written, and kept; two with the same content are equal.
 *
 * @param policyId the caller's own name for it
 * @param effectiveFrom it holds for orders placed then or later, until the next
 * @param finalSale what is sold for good
 * @param finalSaleExceptions reasons for which the rules hold all the same
 */
record PolicyEntry(
        String policyId,
        Instant effectiveFrom,
        List<RuleEntry> rules,
        FinalSaleEntry finalSale,
        List<String> finalSaleExceptions) {

    private static final int MOST_RULES = 200;
    private static final int MOST_EXCEPTIONS = 50;
    private static final int REASON_LENGTH = 500;

    /** Ids of items, and names of categories. */
    record FinalSaleEntry(List<String> items, List<String> categories) {

        static final FinalSaleEntry NONE = new FinalSaleEntry(List.of(), List.of());

        private static final int MOST_ITEMS = 5_000;
        private static final int MOST_CATEGORIES = 500;

        FinalSaleEntry {
            items = RuleEntry.sorted(items);
            categories = RuleEntry.sorted(categories);
        }

        static FinalSaleEntry read(Fields fields) {
            return new FinalSaleEntry(fields.ids("items", MOST_ITEMS), fields.ids("categories", MOST_CATEGORIES));
        }
    }

    PolicyEntry {
        rules = List.copyOf(rules);
        finalSaleExceptions = RuleEntry.sorted(finalSaleExceptions);
    }

    static PolicyEntry read(Fields fields) {
        String policyId = fields.id("policy_id");
        Instant effectiveFrom = fields.time("effective_from").truncatedTo(ChronoUnit.MICROS);
        List<RuleEntry> rules = fields.list("rules", 1, MOST_RULES, RuleEntry::read);
        FinalSaleEntry finalSale = fields.objectOrNull("final_sale", FinalSaleEntry::read);
        PolicyEntry entry = new PolicyEntry(
                policyId,
                effectiveFrom,
                rules,
                finalSale == null ? FinalSaleEntry.NONE : finalSale,
                fields.texts("final_sale_exceptions", MOST_EXCEPTIONS, REASON_LENGTH));
        entry.refuseDoubled(fields);
        entry.refuseCurrencies(fields);
        entry.refuseDays(fields);
        return entry;
    }

    private void refuseDoubled(Fields fields) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < rules.size(); index++) {
            String ruleId = rules.get(index).ruleId();
            if (!seen.add(ruleId)) {
                fields.refuse("rules[" + index + "].rule_id", ruleId, "occurs twice in this policy");
            }
        }
    }

    private void refuseCurrencies(Fields fields) {
        String currency = currency();
        for (int index = 0; index < rules.size(); index++) {
            RuleEntry rule = rules.get(index);
            refuseCurrency(fields, "rules[" + index + "].fee.fixed", rule.fee().fixed(), currency);
            refuseCurrency(fields, "rules[" + index + "].most", rule.most(), currency);
        }
    }

    private static void refuseCurrency(Fields fields, String name, @Nullable Money money, @Nullable String currency) {
        if (money != null && !money.currency().equals(currency)) {
            fields.refuse(
                    name + ".currency",
                    money.currency(),
                    "a policy has one currency, and an amount before is in " + currency);
        }
    }

    /** A rule that cannot be read is refused by itself and would only blur what is missing. */
    private void refuseDays(Fields fields) {
        if (rules.stream().allMatch(RuleEntry::isRule)) {
            Coverage.faults(rules.stream().map(RuleEntry::rule).toList())
                    .forEach(fault -> fields.refuse(fault.field(), fault.value(), fault.message()));
        }
    }

    private @Nullable String currency() {
        for (RuleEntry rule : rules) {
            Money fixed = rule.fee().fixed();
            if (fixed != null) {
                return fixed.currency();
            }
            if (rule.most() != null) {
                return rule.most().currency();
            }
        }
        return null;
    }

    ReturnPolicy policy(long version) {
        return new ReturnPolicy(
                version,
                effectiveFrom,
                currency(),
                rules.stream().map(RuleEntry::rule).toList(),
                new FinalSale(
                        Set.copyOf(finalSale.items()),
                        Set.copyOf(finalSale.categories()),
                        Set.copyOf(finalSaleExceptions)));
    }
}
