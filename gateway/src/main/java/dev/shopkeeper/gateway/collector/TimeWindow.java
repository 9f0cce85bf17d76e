package dev.shopkeeper.gateway.collector;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which client clocks are believed.
 *
 * @param receivedAt the server's time of this request
 * @param latest the latest {@code occurred_at} that is taken
 * @param earliest the earliest one, or null where any past is taken
 */
record TimeWindow(
        Instant receivedAt, Instant latest, @Nullable Instant earliest) {

    static TimeWindow at(Instant now, Duration ahead, Duration behind) {
        return new TimeWindow(now, now.plus(ahead), now.minus(behind));
    }

    /** For history sent by an operator. */
    static TimeWindow anyPastAt(Instant now, Duration ahead) {
        return new TimeWindow(now, now.plus(ahead), null);
    }

    /** What is wrong with this time, or null. */
    @Nullable
    String refuse(Instant occurredAt) {
        if (occurredAt.isAfter(latest)) {
            return "lies more than " + Duration.between(receivedAt, latest) + " in the future of the server's clock "
                    + receivedAt + ". Maybe the client's clock is wrong?";
        }
        if (earliest != null && occurredAt.isBefore(earliest)) {
            return "lies before " + earliest + ", the earliest time taken. Maybe send history with an operator's key?";
        }
        return null;
    }
}
