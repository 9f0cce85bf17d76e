package dev.shopkeeper.order.policy;

import dev.shopkeeper.order.policy.CoverageFault.Cell;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of the shop's return policy. For each outcome that a rule names it has an answer for every item, tier and day.
 * Immutable and thread-safe.
 *
 * @param version 1 for the first
 * @param effectiveFrom it holds for orders placed then or later, until the next
 * @param currency of its amounts; null where it has none
 */
public record ReturnPolicy(
        long version, Instant effectiveFrom, @Nullable String currency, List<Rule> rules, FinalSale finalSale) {

    /** @throws IllegalArgumentException if its rules leave a gap or overlap */
    public ReturnPolicy {
        rules = List.copyOf(rules);
        List<CoverageFault> faults = Coverage.faults(rules);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "Version " + version + ": " + faults.getFirst().message());
        }
    }

    /** Whether its amounts can be applied to an order in this currency. */
    public boolean speaks(String orderCurrency) {
        return currency == null || currency.equals(orderCurrency);
    }

    /** What it says, for each outcome that it offers. An outcome is open only where it is for each line. */
    public List<OutcomeEvaluation> evaluate(ReturnCase asked) {
        return Coverage.outcomes(rules).stream()
                .map(outcome -> evaluate(asked, outcome))
                .toList();
    }

    private OutcomeEvaluation evaluate(ReturnCase asked, Outcome outcome) {
        List<Rule> deciding = new ArrayList<>();
        for (ReturnCase.Line line : asked.lines()) {
            if (finalSale.holds(line.itemId(), line.categories(), asked.reason())) {
                return refused(outcome, Finding.FINAL_SALE, OutcomeEvaluation.FINAL_SALE, line);
            }
        }
        for (ReturnCase.Line line : asked.lines()) {
            Rule rule = rule(outcome, line, asked);
            if (!rule.allowed() || !rule.takes(asked.reason())) {
                Finding finding = rule.allowed() ? Finding.OTHER_REASON : Finding.FORBIDDEN;
                return refused(outcome, finding, rule.ruleId(), line);
            }
            deciding.add(rule);
        }
        return allowed(asked, outcome, deciding);
    }

    private static OutcomeEvaluation refused(Outcome outcome, Finding finding, String ruleId, ReturnCase.Line line) {
        return new OutcomeEvaluation(outcome, finding, ruleId, line.lineId(), List.of());
    }

    private static OutcomeEvaluation allowed(ReturnCase asked, Outcome outcome, List<Rule> deciding) {
        List<Term> terms = Amounts.terms(asked, deciding);
        BigDecimal amount = Amounts.sum(terms);
        int dearest = 0;
        for (int index = 0; index < deciding.size(); index++) {
            Rule rule = deciding.get(index);
            ReturnCase.Line line = asked.lines().get(index);
            if (!rule.automatic()) {
                return new OutcomeEvaluation(outcome, Finding.NOT_AUTOMATIC, rule.ruleId(), line.lineId(), terms);
            }
            if (rule.most() != null && amount.compareTo(rule.most()) > 0) {
                return new OutcomeEvaluation(outcome, Finding.ABOVE_MOST, rule.ruleId(), line.lineId(), terms);
            }
            if (line.worth().compareTo(asked.lines().get(dearest).worth()) > 0) {
                dearest = index;
            }
        }
        return new OutcomeEvaluation(
                outcome,
                Finding.ALLOWED,
                deciding.get(dearest).ruleId(),
                asked.lines().get(dearest).lineId(),
                terms);
    }

    private Rule rule(Outcome outcome, ReturnCase.Line line, ReturnCase asked) {
        String category = Coverage.category(rules, outcome, line.categories()).orElse(null);
        return Coverage.applicable(rules, outcome, new Cell(category, asked.tier())).stream()
                .filter(rule -> rule.holdsOn(asked.day()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Version " + version + " has no rule for day "
                        + asked.day() + " of " + outcome.wireName() + ", although its rules leave no gap."));
    }
}
