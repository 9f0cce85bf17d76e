package dev.shopkeeper.logistics.tours;

import dev.shopkeeper.logistics.day.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tour as it was planned, and how far it is.
 *
 * @param departsAt when it is to leave
 * @param departedAt when somebody said that it left
 * @param rows in the order of their stops
 */
record TourSoFar(Instant departsAt, @Nullable Instant departedAt, List<Row> rows) {

    static final TourSoFar NONE = new TourSoFar(Instant.MAX, null, List.of());

    /**
     * A stop as it was planned, and how its delivery stands.
     *
     * @param arrivedAt when somebody said that the vehicle was there
     * @param endedAt when somebody said that it was handed over, or could not be
     */
    record Row(
            String deliveryId,
            String tourId,
            int stopIndex,
            Instant beginsAt,
            Instant endsAt,
            long travelSeconds,
            long distanceMetres,
            long weightGrams,
            double cost,
            String state,
            @Nullable Instant arrivedAt,
            @Nullable Instant endedAt,
            @Nullable Place place) {

        boolean waits() {
            return state.equals("WAITING");
        }

        /** Whether somebody said that the vehicle was there. */
        boolean reported() {
            return arrivedAt != null || endedAt != null;
        }

        /** Since when the vehicle is free there. */
        Instant freeAt() {
            if (endedAt != null) {
                return endedAt;
            }
            return arrivedAt == null ? endsAt : arrivedAt.plus(Duration.between(beginsAt, endsAt));
        }

        private Instant leftFor() {
            Instant there = arrivedAt == null ? endedAt : arrivedAt;
            return (there == null ? beginsAt : there).minusSeconds(travelSeconds);
        }
    }

    /**
     * Whether the vehicle has left the depot: somebody said so, or said that it was at one of its stops.
     *
     * @param leavesAsPlanned whether it is taken to leave at its time where nobody says anything
     */
    boolean departed(Instant now, boolean leavesAsPlanned) {
        return departedAt != null
                || rows.stream().anyMatch(Row::reported)
                || leavesAsPlanned && !rows.isEmpty() && !departsAt.isAfter(now);
    }

    /** When it left. */
    Instant left() {
        if (departedAt != null) {
            return departedAt;
        }
        return rows.stream()
                .filter(Row::reported)
                .map(Row::leftFor)
                .min(Instant::compareTo)
                .filter(departsAt::isAfter)
                .orElse(departsAt);
    }

    /**
     * What is behind the vehicle: what somebody reported, and what comes after that and has its time behind it. What was passed over
     * is still to be brought.
     */
    List<Row> behind(Instant now) {
        int last = rows.stream()
                .filter(Row::reported)
                .mapToInt(Row::stopIndex)
                .max()
                .orElse(-1);
        return rows.stream()
                .filter(row -> row.reported() || row.stopIndex > last && !row.beginsAt.isAfter(now))
                .toList();
    }

    /** Where the vehicle was last, of what is behind it; null where nothing is. */
    static @Nullable Row last(List<Row> behind) {
        return behind.stream().max(Comparator.comparing(Row::freeAt)).orElse(null);
    }
}
