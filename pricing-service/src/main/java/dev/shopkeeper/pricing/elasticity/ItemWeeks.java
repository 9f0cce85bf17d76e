package dev.shopkeeper.pricing.elasticity;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an item, week by week; weeks in which nothing was sold are kept. All arrays are of one length, the number of
 * weeks, the latest last. Not to be changed.
 *
 * @param category the narrowest that the item is in
 * @param first the first week in which it was on sale; nothing before it counts
 * @param units sold, what was cancelled taken off, never below 0
 * @param logPrice mean of the natural logarithm of what was asked in the currency of the list price
 * @param soldOut share of the week in which it could not be had, 0 to 1; NaN where that is not known
 * @param logCompetitor mean of the natural logarithm of what competitors asked; NaN where nobody had looked
 * @param interest views in the week before, which the price of this week cannot have moved
 */
public record ItemWeeks(
        String itemId,
        String category,
        @Nullable String brand,
        int first,
        double[] units,
        double[] logPrice,
        double[] soldOut,
        double[] logCompetitor,
        double[] interest) {

    public ItemWeeks {
        int weeks = units.length;
        for (double[] other : new double[][] {logPrice, soldOut, logCompetitor, interest}) {
            if (other.length != weeks) {
                throw new IllegalArgumentException("Item " + itemId + " has units of " + weeks + " weeks and "
                        + other.length + " of something else.");
            }
        }
        for (int week = Math.max(0, first); week < weeks; week++) {
            if (!(units[week] >= 0) || !Double.isFinite(logPrice[week]) || !Double.isFinite(units[week])) {
                throw new IllegalArgumentException("Item " + itemId + " has units of " + units[week]
                        + " and a logarithm of the price of " + logPrice[week] + " in week " + week + ".");
            }
        }
    }

    /** The number of weeks. */
    public int weeks() {
        return units.length;
    }

    /** All that was sold. */
    double sold() {
        double sum = 0;
        for (int week = first; week < units.length; week++) {
            sum += units[week];
        }
        return sum;
    }

    /** The first weeks alone. */
    public ItemWeeks until(int weeks) {
        return new ItemWeeks(
                itemId,
                category,
                brand,
                first,
                java.util.Arrays.copyOf(units, weeks),
                java.util.Arrays.copyOf(logPrice, weeks),
                java.util.Arrays.copyOf(soldOut, weeks),
                java.util.Arrays.copyOf(logCompetitor, weeks),
                java.util.Arrays.copyOf(interest, weeks));
    }
}
