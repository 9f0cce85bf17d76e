package dev.shopkeeper.recommendation.purchase;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One item of one order as far as it is known. Changes commute: the same changes give the same line in any order.
 *
 * <p>What the order itself says goes before what the storefront reported: while the order is unknown, the reported
 * units and refunds count; once it is known, its units, cancellations and returns do. Of an order that is known, no more
 * is cancelled and returned than was ordered.
 *
 * @param voided the order was cancelled as a whole
 * @param occurredAt when it was ordered; while that is unknown, the earliest time heard of
 * @param countedAt the time under which it was told to the interaction log, null while it is not in it
 */
record PurchaseLine(
        LineChange.Key key,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable Long ordered,
        @Nullable Long reported,
        long cancelled,
        long returned,
        long refunded,
        boolean voided,
        Instant occurredAt,
        @Nullable Instant countedAt) {

    /** A line of which only one change is known. */
    static PurchaseLine first(LineChange change) {
        return new PurchaseLine(
                change.key(),
                change.userId(),
                change.anonymousId(),
                change.ordered(),
                change.reported(),
                change.cancelled(),
                change.returned(),
                change.refunded(),
                false,
                change.occurredAt(),
                null);
    }

    PurchaseLine with(LineChange change) {
        Instant earlier = change.occurredAt().isBefore(occurredAt) ? change.occurredAt() : occurredAt;
        return new PurchaseLine(
                key,
                userId == null || (change.ordered() != null && change.userId() != null) ? change.userId() : userId,
                anonymousId != null ? anonymousId : change.anonymousId(),
                ordered != null ? ordered : change.ordered(),
                reported != null ? reported : change.reported(),
                cancelled + change.cancelled(),
                returned + change.returned(),
                refunded + change.refunded(),
                voided,
                ordered != null ? occurredAt : change.ordered() != null ? change.occurredAt() : earlier,
                countedAt);
    }

    PurchaseLine asVoided() {
        return new PurchaseLine(
                key,
                userId,
                anonymousId,
                ordered,
                reported,
                cancelled,
                returned,
                refunded,
                true,
                occurredAt,
                countedAt);
    }

    PurchaseLine countedAt(@Nullable Instant time) {
        return new PurchaseLine(
                key, userId, anonymousId, ordered, reported, cancelled, returned, refunded, voided, occurredAt, time);
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
