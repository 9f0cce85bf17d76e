package dev.shopkeeper.pricing.optimum;

import java.util.function.DoubleUnaryOperator;

/**
 * The best price.
 *
 * @param price in units of the currency, not rounded
 * @param bounded whether demand would bear more (or less) than the range that was searched, and its end is given instead
 */
public record Optimum(double price, boolean bounded) {

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int STEPS = 90;
    private static final double NOTICEABLE = 1e-9;

    /**
     * The price of the greatest margin where there is stock enough: {@code cost * e / (1 + e)}. Where the elasticity is not
     * below -1 margin grows with the price for ever, so the range bounds it.
     */
    public static Optimum unconstrained(double cost, double elasticity, double least, double most) {
        double free = elasticity < -1 ? cost * elasticity / (1 + elasticity) : Double.POSITIVE_INFINITY;
        double price = Math.clamp(free, least, most);
        return new Optimum(price, price != free);
    }

    /** The price of the greatest margin at one elasticity, with the stock there is. */
    public static Optimum expected(Market market, double elasticity, double least, double most) {
        return search(market, price -> market.margin(price, elasticity), least, most);
    }

    /** The price of the greatest margin at the worst elasticity of an interval, with the stock there is. */
    public static Optimum cautious(Market market, double lower, double upper, double least, double most) {
        return search(market, price -> market.worstMargin(price, lower, upper), least, most);
    }

    /**
     * Golden section. Above the cost margin at one elasticity rises to its top and falls from there, with or without
     * stock, and so does the lesser of two such. That is also why the best price within bounds is this one moved to the
     * nearest bound. The price in force stays where no other earns noticeably more.
     */
    private static Optimum search(Market market, DoubleUnaryOperator margin, double least, double most) {
        double present = market.priceInForce();
        double from = Math.max(least, market.cost());
        if (from >= most) {
            return new Optimum(present, false);
        }
        double low = from;
        double high = most;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = margin.applyAsDouble(left);
        double atRight = margin.applyAsDouble(right);
        for (int step = 0; step < STEPS; step++) {
            if (atLeft >= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = margin.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = margin.applyAsDouble(right);
            }
        }
        double best = (low + high) / 2;
        for (double end : new double[] {from, most}) {
            best = margin.applyAsDouble(end) > margin.applyAsDouble(best) ? end : best;
        }
        double atPresent = margin.applyAsDouble(present);
        if (margin.applyAsDouble(best) <= atPresent + Math.abs(atPresent) * NOTICEABLE) {
            return new Optimum(present, false);
        }
        return new Optimum(best, best == least || best == most);
    }
}
