package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says of one outcome. Immutable.
 *
 * @param ruleId the rule that decided: the one that forbids or wants a person, else that of the dearest line
 * @param lineId the line that the rule is for
 * @param terms what adds up to the amount; empty where the outcome is not open
 */
public record OutcomeEvaluation(Outcome outcome, Finding finding, String ruleId, String lineId, List<Term> terms) {

    /** In the place of a rule's id where {@link FinalSale} decided. */
    public static final String FINAL_SALE = "final_sale";

    public OutcomeEvaluation {
        terms = List.copyOf(terms);
    }

    /** Whether the outcome is open to the customer. */
    public boolean eligible() {
        return finding.eligible();
    }

    /** Whether it may be approved without a person. */
    public boolean automatic() {
        return finding == Finding.ALLOWED;
    }

    /** What is paid, in the order's currency; empty where the outcome is not open. */
    public Optional<BigDecimal> amount() {
        return eligible() ? Optional.of(Amounts.sum(terms)) : Optional.empty();
    }
}
