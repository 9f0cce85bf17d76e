package dev.shopkeeper.logistics.day;

import dev.shopkeeper.logistics.traveltime.Progress;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Roads of which nothing is learnt: one speed everywhere, corrected by the traffic of the hour, and one time at each door.
 *
 * @param speed metres per second of the way
 * @param service seconds
 */
public record UsualRoads(double speed, double service, LiveTraffic traffic) implements Roads {

    private static final double OVERHEAD = 60;
    /** As wide as anything that was measured, since nothing was. */
    private static final double LEG_SPREAD = 0.4;

    @Override
    public double[] metresPerSecond(@Nullable String fromZone, @Nullable String toZone, Instant begin, int quarters) {
        double[] speeds = new double[quarters];
        Arrays.setAll(
                speeds,
                quarter ->
                        speed * traffic.factor(fromZone, toZone, begin.plusSeconds((long) quarter * Progress.QUARTER)));
        return speeds;
    }

    @Override
    public double overheadSeconds() {
        return OVERHEAD;
    }

    @Override
    public double legSpread() {
        return LEG_SPREAD;
    }

    @Override
    public double serviceSeconds(@Nullable Long weightGrams) {
        return service;
    }

    @Override
    public double serviceSpread() {
        return service * LEG_SPREAD;
    }
}
