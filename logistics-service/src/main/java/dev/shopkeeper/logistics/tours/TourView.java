package dev.shopkeeper.logistics.tours;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.shopkeeper.decision.Decision;
import dev.shopkeeper.decision.Explanation;
import dev.shopkeeper.decision.Stamp;
import dev.shopkeeper.logistics.delivery.DeliveryState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vehicle's day.
 *
 * @param departsAt when it leaves, or left, the depot
 * @param travelSeconds of driving, the way back with it
 * @param cost in the units of the vehicle's costs; its explanation says what each stop adds
 */
record TourView(
        String tourId,
        String vehicleId,
        String depotId,
        LocalDate date,
        Instant departsAt,
        Instant returnsAt,
        long travelSeconds,
        long distanceMetres,
        long weightGrams,
        BigDecimal cost,
        List<StopView> stops,
        @JsonUnwrapped Stamp stamp,
        Explanation explanation)
        implements Decision {

    TourView {
        stops = List.copyOf(stops);
    }

    /**
     * A stop.
     *
     * @param expectedAt when handing over begins; of what has ended, when it ended, as all its times are those that happened
     * @param expectedEarliest in four of five cases not before
     * @param late whether that is after what was promised
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StopView(
            String deliveryId,
            @Nullable String orderId,
            DeliveryState state,
            int stopIndex,
            Instant arrivesAt,
            Instant expectedAt,
            Instant expectedEarliest,
            Instant expectedLatest,
            Instant leavesAt,
            @Nullable Instant promisedEarliest,
            @Nullable Instant promisedLatest,
            boolean late,
            long travelSeconds,
            long distanceMetres,
            BigDecimal cost) {}

    /**
     * A delivery in no tour.
     *
     * @param reason in one word
     * @param explanation in a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Unassigned(
            String deliveryId,
            String depotId,
            String reason,
            @Nullable String vehicleId,
            Instant notedAt,
            String explanation) {}
}
