package dev.shopkeeper.logistics.training;

import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What needs no model: every van at the mean speed, or every leg of the mean duration, whichever errs less, and the mean time at every
 * door. The second is there since durations that say nothing of ways are met best by their mean.
 */
record PlainMeans(double metresPerSecond, double legSeconds, double serviceSeconds, double spread, double flatSpread) {

    static PlainMeans of(TravelTimeData data) {
        List<Leg> legs = data.plausible().stream().map(Drive::leg).toList();
        double seconds = legs.stream().mapToDouble(Leg::seconds).sum();
        double speed = legs.stream().mapToDouble(Leg::metres).sum() / seconds;
        double mean = seconds / legs.size();
        return new PlainMeans(
                speed,
                mean,
                data.services().stream()
                        .mapToDouble(ServiceTime::seconds)
                        .average()
                        .orElse(0),
                spread(legs, leg -> leg.metres() / speed),
                spread(legs, leg -> mean));
    }

    private static double spread(List<Leg> legs, ToDoubleFunction<Leg> expected) {
        return Math.sqrt(legs.stream()
                .mapToDouble(leg -> Math.pow(leg.seconds() / expected.applyAsDouble(leg) - 1, 2))
                .average()
                .orElse(0));
    }

    Map<String, Double> figures(List<Drive> drives) {
        Map<String, Double> bySpeed =
                TravelTimeAccuracy.of(drives, leg -> leg.metres() / metresPerSecond, service -> serviceSeconds, spread);
        Map<String, Double> byDuration =
                TravelTimeAccuracy.of(drives, leg -> legSeconds, service -> serviceSeconds, flatSpread);
        return error(bySpeed) <= error(byDuration) ? bySpeed : byDuration;
    }

    private static double error(Map<String, Double> figures) {
        return figures.getOrDefault(TravelTimeAccuracy.ERROR, Double.POSITIVE_INFINITY);
    }
}
