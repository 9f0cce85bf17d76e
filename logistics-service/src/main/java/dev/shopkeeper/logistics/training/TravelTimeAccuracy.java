package dev.shopkeeper.logistics.training;

import dev.shopkeeper.logistics.traveltime.Leg;
import dev.shopkeeper.logistics.traveltime.ServiceTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** How far expected durations were off, on drives that can have been. */
final class TravelTimeAccuracy {

    static final String ERROR = "mae_seconds";
    static final String COVERAGE = "coverage_80";

    /** What 80 % of a normal distribution lie within, in standard deviations. */
    private static final double EIGHTY_PERCENT = 1.2815515655446004;

    private TravelTimeAccuracy() {}

    /**
     * The figures.
     *
     * @param spread standard deviation of the relative error of a leg
     */
    static Map<String, Double> of(
            List<Drive> drives, ToDoubleFunction<Leg> leg, ToDoubleFunction<ServiceTime> service, double spread) {
        double legErrors = 0;
        double serviceErrors = 0;
        double errors = 0;
        long legs = 0;
        long both = 0;
        long within = 0;
        for (Drive drive : drives) {
            if (!drive.leg().plausible()) {
                continue;
            }
            double expected = leg.applyAsDouble(drive.leg());
            double off = drive.leg().seconds() - expected;
            legs++;
            legErrors += Math.abs(off);
            within += Math.abs(off) <= EIGHTY_PERCENT * spread * expected ? 1 : 0;
            ServiceTime stood = drive.service();
            if (stood != null && stood.plausible()) {
                double offAtDoor = stood.seconds() - service.applyAsDouble(stood);
                both++;
                serviceErrors += Math.abs(offAtDoor);
                errors += Math.abs(off + offAtDoor);
            }
        }
        Map<String, Double> figures = new TreeMap<>();
        figures.put(ERROR, errors / both);
        figures.put("leg_mae_seconds", legErrors / legs);
        figures.put("service_mae_seconds", serviceErrors / both);
        figures.put(COVERAGE, (double) within / legs);
        figures.put("legs", (double) legs);
        return figures;
    }
}
