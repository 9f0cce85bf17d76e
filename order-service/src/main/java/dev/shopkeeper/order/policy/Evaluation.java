package dev.shopkeeper.order.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policy that holds for an order says of a return, or why there is none. Immutable.
 *
 * @param asked null where the lines cannot come back
 * @param policyVersion null where no policy holds
 * @param absence why a person decides; null where a policy holds
 * @param outcomes those that the policy offers, none without one
 */
public record Evaluation(
        @Nullable ReturnCase asked,
        @Nullable Long policyVersion,
        @Nullable Absence absence,
        List<OutcomeEvaluation> outcomes) {

    /** Why no policy speaks. */
    public enum Absence {
        /** None was in force when the order was placed. */
        NO_POLICY,
        /** The one in force has amounts in another currency than the order's. */
        OTHER_CURRENCY,
        /** Lines are not the order's, or not open to be returned. */
        LINES_NOT_OPEN
    }

    public Evaluation {
        outcomes = List.copyOf(outcomes);
    }

    /** By the policy that holds, if one does. */
    public static Evaluation of(@Nullable ReturnPolicy policy, ReturnCase asked) {
        if (policy == null) {
            return new Evaluation(asked, null, Absence.NO_POLICY, List.of());
        }
        return policy.speaks(asked.currency())
                ? new Evaluation(asked, policy.version(), null, policy.evaluate(asked))
                : new Evaluation(asked, null, Absence.OTHER_CURRENCY, List.of());
    }

    /** Of lines that cannot come back. */
    public static Evaluation notOpen() {
        return new Evaluation(null, null, Absence.LINES_NOT_OPEN, List.of());
    }

    /** What is said of an outcome; empty where it is not offered, or no policy holds. */
    public Optional<OutcomeEvaluation> of(Outcome outcome) {
        return outcomes.stream().filter(each -> each.outcome() == outcome).findFirst();
    }
}
