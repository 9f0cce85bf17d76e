package dev.shopkeeper.recommendation.index;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The time it is in the shop's own events: that of the newest interaction held, where that is older than the real time.
 * A shop whose imported history ends years ago is then served as it would have been on its last day. Thread-safe.
 */
@Component
public class ShopClock {

    private final ServingIndex index;
    private final Clock clock;

    ShopClock(ServingIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /** Never later than the real time; the real time while no interaction is held. */
    public Instant now() {
        Instant real = clock.instant();
        Instant newest = index.newest();
        return newest == null || newest.isAfter(real) ? real : newest;
    }
}
