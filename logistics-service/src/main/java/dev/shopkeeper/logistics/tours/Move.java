package dev.shopkeeper.logistics.tours;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a planning changed about one delivery.
 *
 * @param change {@code planned}: it is in a tour now; {@code moved}: in another, or at another place in it; {@code retimed}: only
 *     expected at another time; {@code removed}: in no tour any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Move(
        String deliveryId,
        String change,
        @Nullable Stand from,
        @Nullable Stand to) {

    /** Where a delivery stands. */
    public record Stand(String tourId, int stopIndex, Instant expectedAt) {}
}
