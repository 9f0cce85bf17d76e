package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of an order that are to come back, and all that a policy asks about them. Immutable.
 *
 * @param lines at least one
 * @param refundable what is left to refund of the whole order
 * @param benefits of the member
 * @param deliveredAt null where nobody said that the order was delivered
 * @param at when the return was asked for
 */
public record ReturnCase(
        List<Line> lines,
        String currency,
        BigDecimal refundable,
        CustomerTier tier,
        Set<String> benefits,
        Instant placedAt,
        @Nullable Instant deliveredAt,
        @Nullable String reason,
        Instant at) {

    /** The benefit that waives the fixed part of the fee. */
    public static final String FREE_RETURN_SHIPPING = "free_return_shipping";

    /**
     * Units of a line.
     *
     * @param categories of its item, from the widest to the narrowest; empty where they are not known
     * @param worth what was paid for the units
     */
    public record Line(String lineId, String itemId, List<String> categories, BigDecimal worth) {

        public Line {
            categories = List.copyOf(categories);
        }
    }

    public ReturnCase {
        lines = List.copyOf(lines);
        benefits = Set.copyOf(benefits);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A return has no lines. Maybe all of the order was cancelled?");
        }
    }

    /** Whether days are counted from the delivery, and not from the order for want of one. */
    public boolean fromDelivery() {
        return deliveredAt != null;
    }

    /**
     * Whole days of 24 hours since the delivery, in no time zone: clocks that are put forward or back change nothing. What
     * is asked for before the delivery is asked for on day 0.
     */
    public long day() {
        Instant since = deliveredAt == null ? placedAt : deliveredAt;
        return Math.max(0, Duration.between(since, at).toDays());
    }

    BigDecimal worth() {
        return lines.stream().map(Line::worth).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean returnsFreely() {
        return benefits.contains(FREE_RETURN_SHIPPING);
    }
}
