package dev.shopkeeper.demo.world;

import java.time.LocalTime;

/**
 * A van and the shift that it is driven in, every day.
 *
 * @param capacityGrams what it may carry at once
 * @param mostStops doors of one tour
 * @param shiftFrom by the clock of the city; {@code shiftTo} likewise, later on the same day
 * @param breakMinutes how long its driver rests
 * @param breakFrom when the rest may begin at the earliest
 * @param breakTo when it may begin at the latest
 */
public record Van(
        String id,
        int capacityGrams,
        int mostStops,
        LocalTime shiftFrom,
        LocalTime shiftTo,
        int breakMinutes,
        LocalTime breakFrom,
        LocalTime breakTo) {

    /** Whether it is driven at that time of the day. */
    public boolean covers(LocalTime time) {
        return !time.isBefore(shiftFrom) && time.isBefore(shiftTo);
    }
}
