package dev.shopkeeper.inventory.replenishment.policy;

/**
 * How much it pays to order at once.
 *
 * @param units the lot, a whole number of at least 1, or 0 where nothing is demanded
 * @param economic whether cost decided it; else it covers a number of days
 */
public record EconomicLot(long units, boolean economic) {

    /** No lot is larger; what is beyond is a mistake in a cost. */
    private static final double MOST = 1e12;
    /** What arithmetic leaves beyond a whole number is no demand: 28.000000000000004 units are 28. */
    private static final double SPECK = 1e-9;

    /**
     * The lot at which the cost of ordering and of holding are equal, and their sum least: Harris (1913), How many parts
     * to make at once, Factory, The Magazine of Management 10(2), 135–136.
     *
     * @param unitsPerDay expected demand
     * @param orderCost of one order, in the currency of {@code unitCost}
     * @param unitCost of one unit, positive
     * @param holdingRate cost of holding one unit for a year, as a part of its cost, positive
     */
    public static EconomicLot ofCost(double unitsPerDay, double orderCost, double unitCost, double holdingRate) {
        double perYear = 365 * unitsPerDay;
        return new EconomicLot(whole(Math.sqrt(2 * orderCost * perYear / (holdingRate * unitCost))), true)
                .unlessNothing(unitsPerDay);
    }

    /** The lot that covers a number of days. */
    public static EconomicLot ofCover(double unitsPerDay, double days) {
        return new EconomicLot(whole(unitsPerDay * days), false).unlessNothing(unitsPerDay);
    }

    private static long whole(double units) {
        return (long) Math.clamp(Math.ceil(units * (1 - SPECK)), 1, MOST);
    }

    private EconomicLot unlessNothing(double unitsPerDay) {
        return unitsPerDay > 0 ? this : new EconomicLot(0, economic);
    }
}
