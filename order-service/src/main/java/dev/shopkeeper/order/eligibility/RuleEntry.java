package dev.shopkeeper.order.eligibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.order.policy.CustomerTier;
import dev.shopkeeper.order.policy.Outcome;
import dev.shopkeeper.order.policy.OutcomeEvaluation;
import dev.shopkeeper.order.policy.Rule;
import dev.shopkeeper.starter.bulk.Fields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is written.
 *
 * @param categories empty for all that no rule of the same outcome names
 * @param tiers empty for all that no rule of the same outcome and category names
 * @param toDay the day behind the last; absent for ever
 * @param reasons for which alone it is allowed; empty for any
 * @param most amount above which a person decides
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleEntry(
        String ruleId,
        String outcome,
        List<String> categories,
        List<String> tiers,
        long fromDay,
        @Nullable Long toDay,
        boolean allowed,
        List<String> reasons,
        Fee fee,
        @Nullable Money most,
        boolean automatic) {

    private static final int MOST_NAMES = 100;
    private static final int MOST_REASONS = 50;
    private static final int REASON_LENGTH = 500;
    private static final int TIER_LENGTH = 16;
    private static final long LAST_DAY = 36_500;

    /**
     * What is kept of a return.
     *
     * @param percent of the worth
     * @param fixed once a return
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fee(BigDecimal percent, @Nullable Money fixed) {

        static final Fee NONE = new Fee(BigDecimal.ZERO, null);

        private static final int MOST_PLACES = 4;

        Fee {
            percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
        }

        static Fee read(Fields fields) {
            Double percent = fields.numberOrNull("percent", 0, 100);
            BigDecimal exact = percent == null ? BigDecimal.ZERO : BigDecimal.valueOf(percent);
            if (exact.stripTrailingZeros().scale() > MOST_PLACES) {
                fields.refuse("percent", exact.toPlainString(), "must have at most " + MOST_PLACES + " decimals");
            }
            return new Fee(exact, fields.moneyOrNull("fixed"));
        }
    }

    RuleEntry {
        categories = sorted(categories);
        tiers = sorted(tiers);
        reasons = sorted(reasons);
    }

    static List<String> sorted(@Nullable List<String> names) {
        return names == null ? List.of() : List.copyOf(new TreeSet<>(names));
    }

    static RuleEntry read(Fields fields) {
        String ruleId = fields.id("rule_id");
        if (ruleId.equals(OutcomeEvaluation.FINAL_SALE)) {
            fields.refuse("rule_id", ruleId, "stands for the policy's final_sale. Maybe take another?");
        }
        String outcome = fields.oneOf("outcome", Outcome.WIRE_NAMES);
        List<String> categories = fields.ids("categories", MOST_NAMES);
        List<String> tiers = fields.texts("tiers", CustomerTier.WIRE_NAMES.size(), TIER_LENGTH);
        for (int index = 0; index < tiers.size(); index++) {
            if (!CustomerTier.WIRE_NAMES.contains(tiers.get(index))) {
                fields.refuse(
                        "tiers[" + index + "]",
                        tiers.get(index),
                        "must be one of " + String.join(", ", CustomerTier.WIRE_NAMES));
            }
        }
        long fromDay = fields.whole("from_day", 0, LAST_DAY);
        Long toDay = fields.wholeOrNull("to_day", 1, LAST_DAY);
        if (toDay != null && toDay <= fromDay) {
            fields.refuse("to_day", toDay, "must be after from_day, " + fromDay);
        }
        Boolean allowed = fields.truthOrNull("allowed");
        Fee fee = fields.objectOrNull("fee", Fee::read);
        Boolean automatic = fields.truthOrNull("automatic");
        return new RuleEntry(
                ruleId,
                outcome,
                categories,
                tiers,
                fromDay,
                toDay,
                !Boolean.FALSE.equals(allowed),
                fields.texts("reasons", MOST_REASONS, REASON_LENGTH),
                fee == null ? Fee.NONE : fee,
                fields.moneyOrNull("most"),
                Boolean.TRUE.equals(automatic));
    }

    /** Whether its outcome and its window are some. */
    boolean isRule() {
        return Outcome.of(outcome).isPresent() && (toDay == null || toDay > fromDay);
    }

    Rule rule() {
        Set<CustomerTier> who =
                tiers.stream().map(CustomerTier::of).flatMap(Optional::stream).collect(Collectors.toSet());
        return new Rule(
                ruleId,
                Outcome.of(outcome).orElseThrow(),
                Set.copyOf(categories),
                who,
                fromDay,
                toDay,
                allowed,
                Set.copyOf(reasons),
                fee.percent(),
                fee.fixed() == null ? BigDecimal.ZERO : fee.fixed().amount(),
                most == null ? null : most.amount(),
                automatic);
    }
}
