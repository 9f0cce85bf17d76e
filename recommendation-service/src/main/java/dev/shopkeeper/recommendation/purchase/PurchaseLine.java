package dev.shopkeeper.recommendation.purchase;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One item of one order as far as it is known. Changes commute: the same changes give the same line in any order, but
 * for {@code countedAt}, which tells what was done meanwhile.
 *
 * <p>An order may be told in parts, so units ordered, cancelled, returned and refunded add up. A storefront that reports
 * one transaction several times (a page that is loaded again) repeats itself; the most that it reported stands.
 *
 * <p>What the order itself says goes before what the storefront reported: while the order is unknown, the reported
 * units and refunds count; once it is known, its units, cancellations and returns do. Of an order that is known, no more
 * is cancelled and returned than was ordered.
 *
 * @param userId who bought it by the order, or else by the storefront; of several, the least
 * @param userOfOrder whether it was the order that told {@code userId}
 * @param anonymousId by the storefront; of several, the least
 * @param ordered units by all parts of the order, or null while it is unknown
 * @param reported units by the storefront, or null
 * @param denied whether the storefront reported the order, or a part of it, without anybody, since the buyer denied consent:
 *     nothing is learnt from any of its lines then, whoever told of them besides
 * @param voided the order was cancelled as a whole
 * @param occurredAt when it was first ordered; while that is unknown, the earliest time heard of
 * @param countedAt the time under which it was told to the interaction log, null while it is not in it
 */
record PurchaseLine(
        LineChange.Key key,
        @Nullable String userId,
        boolean userOfOrder,
        @Nullable String anonymousId,
        @Nullable Long ordered,
        @Nullable Long reported,
        long cancelled,
        long returned,
        long refunded,
        boolean denied,
        boolean voided,
        Instant occurredAt,
        @Nullable Instant countedAt) {

    /** A line of which only one change is known. */
    static PurchaseLine first(LineChange change) {
        return new PurchaseLine(
                change.key(),
                change.userId(),
                change.userId() != null && change.isOfOrder(),
                change.anonymousId(),
                change.ordered(),
                change.reported(),
                change.cancelled(),
                change.returned(),
                change.refunded(),
                change.isDenied(),
                false,
                change.occurredAt(),
                null);
    }

    PurchaseLine with(LineChange change) {
        PurchaseLine other = first(change);
        PurchaseLine user = isUserBefore(other) ? this : other;
        PurchaseLine time = isTimeBefore(other) ? this : other;
        return new PurchaseLine(
                key,
                user.userId,
                user.userOfOrder,
                merged(anonymousId, other.anonymousId, BinaryOperator.minBy(Comparator.naturalOrder())),
                merged(ordered, other.ordered, Long::sum),
                merged(reported, other.reported, Long::max),
                cancelled + other.cancelled,
                returned + other.returned,
                refunded + other.refunded,
                denied || other.denied,
                voided,
                time.occurredAt,
                countedAt);
    }

    /** The order's word on the user goes before the storefront's, any before none. */
    private boolean isUserBefore(PurchaseLine other) {
        if (userId == null || other.userId == null) {
            return other.userId == null;
        }
        return userOfOrder == other.userOfOrder ? userId.compareTo(other.userId) <= 0 : userOfOrder;
    }

    /** The time of the order goes before any other, the earlier before the later. */
    private boolean isTimeBefore(PurchaseLine other) {
        boolean isOrdered = ordered != null;
        return isOrdered == (other.ordered != null) ? !other.occurredAt.isBefore(occurredAt) : isOrdered;
    }

    private static <T> @Nullable T merged(@Nullable T one, @Nullable T other, BinaryOperator<T> both) {
        return one == null ? other : other == null ? one : both.apply(one, other);
    }

    PurchaseLine asDenied() {
        return new PurchaseLine(
                key,
                userId,
                userOfOrder,
                anonymousId,
                ordered,
                reported,
                cancelled,
                returned,
                refunded,
                true,
                voided,
                occurredAt,
                countedAt);
    }

    PurchaseLine asVoided() {
        return new PurchaseLine(
                key,
                userId,
                userOfOrder,
                anonymousId,
                ordered,
                reported,
                cancelled,
                returned,
                refunded,
                denied,
                true,
                occurredAt,
                countedAt);
    }

    PurchaseLine countedAt(@Nullable Instant time) {
        return new PurchaseLine(
                key,
                userId,
                userOfOrder,
                anonymousId,
                ordered,
                reported,
                cancelled,
                returned,
                refunded,
                denied,
                voided,
                occurredAt,
                time);
    }

    /** Units sold, before anything was undone. */
    long units() {
        return ordered != null ? ordered : reported != null ? reported : 0;
    }

    /** Units cancelled; may exceed {@link #units} only while the order is unknown. */
    long cancelledUnits() {
        if (voided) {
            return units();
        }
        return ordered != null ? Math.min(ordered, cancelled) : cancelled;
    }

    /** Units brought back; may exceed what is left of {@link #units} only while the order is unknown. */
    long returnedUnits() {
        if (ordered != null || voided) {
            return Math.min(units() - cancelledUnits(), returned);
        }
        return Math.max(returned, refunded);
    }

    /** Units that stayed sold. */
    long netUnits() {
        return units() - cancelledUnits() - returnedUnits();
    }

    boolean counts() {
        return netUnits() > 0;
    }

    /** The day to whose sales it belongs, in UTC. */
    LocalDate day() {
        return occurredAt.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
