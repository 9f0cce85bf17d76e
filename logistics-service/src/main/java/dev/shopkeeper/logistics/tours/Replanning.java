package dev.shopkeeper.logistics.tours;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A planning of a depot's tours.
 *
 * @param cause {@code delivery}, {@code cancellation}, {@code departure}, {@code progress}, {@code traffic}, {@code vehicle},
 *     {@code depot}, {@code model}, {@code time}, {@code asked}; several with commas
 * @param askedAt when the first cause was given
 * @param deliveries that are to be made, in tours or not
 * @param unassigned how many of them are in no tour
 * @param cost of what is still to be driven
 * @param moves how many deliveries it changed something for
 * @param moved the first {@link #MOST_MOVES} of them
 */
public record Replanning(
        UUID replanningId,
        String depotId,
        String cause,
        Instant askedAt,
        Instant plannedAt,
        int deliveries,
        int tours,
        int unassigned,
        double cost,
        int moves,
        List<Move> moved) {

    static final int MOST_MOVES = 1_000;

    public Replanning {
        moved = List.copyOf(moved);
    }
}
