package dev.shopkeeper.logistics.day;

import dev.shopkeeper.logistics.traveltime.Progress;
import dev.shopkeeper.logistics.traveltime.TravelTimeModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was learnt, corrected by the traffic of the hour. */
public record LearntRoads(TravelTimeModel model, LiveTraffic traffic) implements Roads {

    @Override
    public double[] metresPerSecond(@Nullable String fromZone, @Nullable String toZone, Instant begin, int quarters) {
        double[] speeds = model.speeds(fromZone, toZone, begin, quarters);
        for (int quarter = 0; quarter < quarters; quarter++) {
            speeds[quarter] *= traffic.factor(fromZone, toZone, begin.plusSeconds((long) quarter * Progress.QUARTER));
        }
        return speeds;
    }

    @Override
    public double overheadSeconds() {
        return model.overheadSeconds();
    }

    @Override
    public double legSpread() {
        return model.legSpread();
    }

    @Override
    public double serviceSeconds(@Nullable Long weightGrams) {
        return weightGrams == null ? model.serviceSeconds() : model.serviceSeconds(weightGrams);
    }

    @Override
    public double serviceSpread() {
        return model.serviceSpread();
    }
}
