package dev.shopkeeper.inventory.replenishment.policy;

/**
 * What a reorder point has to last for, the uncertainty of the lead time included: with {@code d} units a day and a lead time
 * with standard deviation {@code σ}, the variance is {@code v + d² σ²} (Silver, Pyke and Thomas (2017), Inventory and
 * Production Management in Supply Chains, 4th ed., section 6.10).
 *
 * @param larger demand over lead time and review
 * @param smaller demand over the lead time alone, never more than {@code larger}
 */
record Exposure(IntervalDemand larger, IntervalDemand smaller) {

    private static final double MOST = 1e15;

    static Exposure of(IntervalDemand protection, IntervalDemand untilReceipt, LeadTime leadTime) {
        double late = protection.meanPerDay() * leadTime.deviationDays();
        IntervalDemand larger =
                new IntervalDemand(protection.days(), protection.mean(), protection.variance() + late * late);
        IntervalDemand smaller = new IntervalDemand(
                untilReceipt.days(),
                Math.min(untilReceipt.mean(), protection.mean()),
                Math.min(untilReceipt.variance() + late * late, larger.variance()));
        return new Exposure(larger, smaller);
    }

    /** @throws ArithmeticException if no stock could be enough */
    void requireMeetable() {
        if (!(larger.mean() + 10 * deviation() < MOST)) {
            throw new ArithmeticException("Demand of " + larger.mean() + " units with variance " + larger.variance()
                    + " is beyond any stock. Maybe a quantity sold was mistyped?");
        }
    }

    /** Expected demand of one review. */
    double review() {
        return larger.mean() - smaller.mean();
    }

    double deviation() {
        return Math.sqrt(larger.variance());
    }

    /** A level that may be enough. */
    double start() {
        return larger.mean() + deviation();
    }
}
