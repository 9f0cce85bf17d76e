package dev.shopkeeper.pricing.optimum;

/**
 * What an item sells and earns over a horizon at any price. Demand has a constant elasticity around the price in force: a
 * week's units at a price are {@code weeklyUnits * (price / priceInForce) ^ elasticity}. Never more is sold than there is.
 *
 * @param weeklyUnits what sells in a week at the price in force; not negative
 * @param priceInForce above 0
 * @param cost of a unit; not negative
 * @param stock units on hand; infinite where that is not known
 * @param weeks the horizon, above 0
 */
public record Market(double weeklyUnits, double priceInForce, double cost, double stock, double weeks) {

    public Market {
        if (!(weeklyUnits >= 0 && Double.isFinite(weeklyUnits))
                || !(priceInForce > 0 && Double.isFinite(priceInForce))
                || !(cost >= 0 && Double.isFinite(cost))
                || !(stock >= 0)
                || !(weeks > 0 && Double.isFinite(weeks))) {
            throw new IllegalArgumentException("A market of " + weeklyUnits + " units a week at " + priceInForce
                    + ", cost " + cost + ", stock " + stock + " and " + weeks
                    + " weeks is none. Maybe an item without a price was asked for?");
        }
    }

    /** Units sold over the horizon at a price above 0. */
    public double units(double price, double elasticity) {
        return Math.min(weeklyUnits * Math.pow(price / priceInForce, elasticity) * weeks, stock);
    }

    /** What they earn; negative below the cost. */
    public double margin(double price, double elasticity) {
        return (price - cost) * units(price, elasticity);
    }

    /**
     * What they earn at the worst elasticity of an interval. Units fall or rise with the elasticity all the way, so the
     * worst is at one of its ends: a raise is judged by the most sensitive demand, a cut by the least sensitive.
     */
    public double worstMargin(double price, double lower, double upper) {
        return Math.min(margin(price, lower), margin(price, upper));
    }

    /** The same with all the stock one could wish for. */
    public Market withoutStock() {
        return new Market(weeklyUnits, priceInForce, cost, Double.POSITIVE_INFINITY, weeks);
    }
}
