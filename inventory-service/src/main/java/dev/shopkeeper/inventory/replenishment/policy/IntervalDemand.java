package dev.shopkeeper.inventory.replenishment.policy;

/**
 * Demand over a number of days.
 *
 * @param days length of the interval
 * @param mean expected units
 * @param variance of the units, in units²
 */
public record IntervalDemand(double days, double mean, double variance) {

    /** @throws IllegalArgumentException if a figure is negative or no number */
    public IntervalDemand {
        if (!(days >= 0 && days < Double.MAX_VALUE)
                || !(mean >= 0 && mean < Double.MAX_VALUE)
                || !(variance >= 0 && variance < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("Demand of " + mean + " units with variance " + variance + " over "
                    + days + " days is none. Maybe the outlook divided by an empty history?");
        }
    }

    double meanPerDay() {
        return days == 0 ? 0 : mean / days;
    }
}
