package dev.shopkeeper.order.eligibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.DegradedReason;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Language;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.order.policy.Evaluation;
import dev.shopkeeper.order.policy.OutcomeEvaluation;
import dev.shopkeeper.order.policy.PolicyWords;
import dev.shopkeeper.order.policy.ReturnCase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What could be had for lines of an order.
 *
 * @param at the moment that was asked about
 * @param day whole days of 24 hours by then
 * @param countedFrom what they are counted from: {@code delivery}, or {@code order} where the delivery is not known
 * @param tier of the customer, as it is known now
 * @param outcomes those that the policy offers; none without one
 */
public record ReturnEvaluation(
        String orderId,
        List<OrderLine> lines,
        Instant at,
        long day,
        String countedFrom,
        String tier,
        List<Offer> outcomes,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    private static final String MODEL = "return-policy";
    private static final String FALLBACK = "human-queue";

    /**
     * An outcome.
     *
     * @param amount what would be paid, or credited for an exchange; absent where it is not eligible
     * @param ruleId the rule of the version that decided, {@code final_sale} for what is sold for good
     * @param automatic whether it would be approved without a person
     * @param explanation its reasons add up to the amount
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Offer(
            String outcome,
            boolean eligible,
            @Nullable Money amount,
            String ruleId,
            boolean automatic,
            Explanation explanation) {

        private static Offer of(Evaluation evaluation, OutcomeEvaluation outcome, String currency, Language language) {
            return new Offer(
                    outcome.outcome().wireName(),
                    outcome.eligible(),
                    outcome.amount().map(amount -> new Money(amount, currency)).orElse(null),
                    outcome.ruleId(),
                    outcome.automatic(),
                    PolicyWords.explain(evaluation, outcome, language));
        }
    }

    static ReturnEvaluation of(
            String orderId, List<OrderLine> lines, Evaluation evaluation, Instant decidedAt, Language language) {
        ReturnCase asked = Objects.requireNonNull(evaluation.asked());
        Long version = evaluation.policyVersion();
        return new ReturnEvaluation(
                orderId,
                lines,
                asked.at(),
                asked.day(),
                asked.fromDelivery() ? "delivery" : "order",
                asked.tier().wireName(),
                evaluation.outcomes().stream()
                        .map(outcome -> Offer.of(evaluation, outcome, asked.currency(), language))
                        .toList(),
                version == null
                        ? Stamp.degraded(FALLBACK, "1", decidedAt, DegradedReason.NO_POLICY)
                        : Stamp.of(MODEL, version.toString(), decidedAt),
                Explanation.of(PolicyWords.summary(evaluation, language)));
    }
}
