package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy. Immutable.
 *
 * @param ruleId unique within its policy
 * @param outcome what it allows or forbids
 * @param categories of items that it is for; empty for all that no rule of the same outcome names
 * @param tiers that it is for; empty for all that no rule of the same outcome and category names
 * @param fromDay first day, counted from 0
 * @param toDay the day behind the last; null for ever
 * @param allowed whether the outcome is there in this window
 * @param reasons for which alone it is allowed; empty for any
 * @param feePercent of the worth, 0 to 100
 * @param feeFixed of a return, in the policy's currency
 * @param most amount above which a person decides; null for none
 * @param automatic whether it may be approved without a person
 */
public record Rule(
        String ruleId,
        Outcome outcome,
        Set<String> categories,
        Set<CustomerTier> tiers,
        long fromDay,
        @Nullable Long toDay,
        boolean allowed,
        Set<String> reasons,
        BigDecimal feePercent,
        BigDecimal feeFixed,
        @Nullable BigDecimal most,
        boolean automatic) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** @throws IllegalArgumentException for a window without days or a fee out of bounds */
    public Rule {
        categories = Set.copyOf(categories);
        tiers = Set.copyOf(tiers);
        reasons = normal(reasons);
        if (fromDay < 0 || (toDay != null && toDay <= fromDay)) {
            throw new IllegalArgumentException("Rule '" + ruleId + "' is for the days " + fromDay + " to " + toDay
                    + ", which are none. Maybe to_day is meant to be after from_day?");
        }
        if (feePercent.signum() < 0 || feePercent.compareTo(ALL) > 0 || feeFixed.signum() < 0) {
            throw new IllegalArgumentException("Rule '" + ruleId + "' has a fee of " + feePercent + " percent and "
                    + feeFixed + ". Maybe percent is meant to be from 0 to 100, and fixed not negative?");
        }
    }

    /** Whether a day is in its window. */
    public boolean holdsOn(long day) {
        return day >= fromDay && (toDay == null || day < toDay);
    }

    /** The day behind the last, a very late one where it holds for ever. */
    long endDay() {
        return toDay == null ? Long.MAX_VALUE : toDay;
    }

    /** Whether what it allows is allowed for this reason. */
    boolean takes(@Nullable String reason) {
        return reasons.isEmpty() || (reason != null && reasons.contains(normal(reason)));
    }

    /** Reasons are compared without case and outer blanks. */
    static String normal(String reason) {
        return reason.strip().toLowerCase(Locale.ROOT);
    }

    static Set<String> normal(Collection<String> reasons) {
        return reasons.stream().map(Rule::normal).collect(Collectors.toUnmodifiableSet());
    }
}
