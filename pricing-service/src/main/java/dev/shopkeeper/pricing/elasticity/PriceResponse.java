package dev.shopkeeper.pricing.elasticity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How well elasticities say what happens when prices move: the deviance of units in weeks in which an item's price departed
 * from its usual one. Season and level are taken from the same category and week, where prices were as usual, so that only the
 * response to the price is judged.
 */
public final class PriceResponse {

    /** The metric by which models are compared: twice the log-likelihood lost by week and item, as of Poisson counts. */
    public static final String DEVIANCE = "deviance_at_moved_prices";

    /** The metric of how many item-weeks were judged. */
    public static final String POINTS = "moved_item_weeks";

    /** A smaller departure is none. */
    private static final double LEAST_MOVE = 0.03;
    /** As many units as expected count beside those that a category sold in a week. */
    private static final double PRIOR_UNITS = 10;

    private PriceResponse() {}

    /**
     * Judges elasticities.
     *
     * @param known items as they were known, and {@code after} the same items with the weeks that came after
     * @param elasticity of an item, 0 for none
     * @return metrics by name; an infinite deviance where no price moved
     */
    public static Map<String, Double> metrics(
            List<ItemWeeks> known, List<ItemWeeks> after, ToDoubleFunction<ItemWeeks> elasticity) {
        Map<String, ItemWeeks> later = new HashMap<>();
        after.forEach(item -> later.put(item.itemId(), item));
        Map<String, Double> sold = new HashMap<>();
        Map<String, Double> expected = new HashMap<>();
        for (ItemWeeks item : known) {
            ItemWeeks whole = later.get(item.itemId());
            if (whole == null || item.sold() == 0) {
                continue;
            }
            for (int week = item.weeks(); week < whole.weeks(); week++) {
                if (had(whole, week) && !moved(item, whole, week)) {
                    String key = item.category() + "\n" + week;
                    sold.merge(key, whole.units()[week], Double::sum);
                    expected.merge(key, level(item), Double::sum);
                }
            }
        }
        double deviance = 0;
        double units = 0;
        double expectedUnits = 0;
        int points = 0;
        for (ItemWeeks item : known) {
            ItemWeeks whole = later.get(item.itemId());
            if (whole == null || item.sold() == 0) {
                continue;
            }
            double own = elasticity.applyAsDouble(item);
            for (int week = item.weeks(); week < whole.weeks(); week++) {
                if (had(whole, week) && moved(item, whole, week)) {
                    String key = item.category() + "\n" + week;
                    double season = (sold.getOrDefault(key, 0.0) + PRIOR_UNITS)
                            / (expected.getOrDefault(key, 0.0) + PRIOR_UNITS);
                    double mean = level(item) * season * Math.exp(own * (whole.logPrice()[week] - usual(item)));
                    double actual = whole.units()[week];
                    deviance += 2 * ((actual > 0 ? actual * Math.log(actual / mean) : 0) - actual + mean);
                    units += actual;
                    expectedUnits += mean;
                    points++;
                }
            }
        }
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(DEVIANCE, points == 0 ? Double.POSITIVE_INFINITY : deviance / points);
        metrics.put("bias_at_moved_prices", units == 0 ? 0 : expectedUnits / units - 1);
        metrics.put(POINTS, (double) points);
        return metrics;
    }

    /** Units a week at the usual price, drawn to a fifth of a unit as if that were four more weeks. */
    private static double level(ItemWeeks item) {
        double units = 0;
        int weeks = 0;
        double usual = usual(item);
        for (int week = item.first(); week < item.weeks(); week++) {
            if (had(item, week) && Math.abs(item.logPrice()[week] - usual) < LEAST_MOVE) {
                units += item.units()[week];
                weeks++;
            }
        }
        return (units + 4 * 0.2) / (weeks + 4);
    }

    private static boolean had(ItemWeeks item, int week) {
        return week >= item.first() && !(item.soldOut()[week] > 0.1);
    }

    private static boolean moved(ItemWeeks known, ItemWeeks whole, int week) {
        return Math.abs(whole.logPrice()[week] - usual(known)) >= LEAST_MOVE;
    }

    /** The median of what was asked. */
    static double usual(ItemWeeks item) {
        double[] prices = Arrays.copyOfRange(item.logPrice(), item.first(), item.weeks());
        Arrays.sort(prices);
        return prices.length == 0 ? 0 : prices[prices.length / 2];
    }
}
