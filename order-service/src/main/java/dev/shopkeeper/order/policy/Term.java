package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of an amount; all parts together are the amount, to the last digit.
 *
 * @param subject line, rule or benefit that it speaks of
 */
public record Term(Kind kind, @Nullable String subject, BigDecimal amount) {

    /** What a part is, in the order in which they are reckoned. */
    public enum Kind {
        /** What was paid for the units of a line. */
        WORTH,
        /** The percentage of a line's worth that is kept. */
        FEE_PERCENT,
        /** What is kept of the whole return. */
        FEE_FIXED,
        /** The fixed fee, given back for a benefit. */
        FEE_WAIVED,
        /** What the fees would take beyond the worth. */
        FEE_LIMIT,
        /** To the currency's own digits. */
        ROUNDING,
        /** What is above the rest of the order that is left to refund. */
        CAP;

        /** Spelling in answers, {@code fee_percent}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
