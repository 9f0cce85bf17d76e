package dev.shopkeeper.pricing.elasticity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Weekly sales of which the truth is known. */
final class Simulated {

    static final int WEEKS = 52;

    private Simulated() {}

    /**
     * Items of one category, one price in twelve reduced by a tenth to a third, with a season that all share and a campaign in
     * which crowds come and half of the items are cheap.
     *
     * @param units usual sales a week
     * @param elasticity below 0
     */
    static List<ItemWeeks> category(String category, int items, double units, double elasticity, long seed) {
        Random random = new Random(seed);
        double[] season = new double[WEEKS];
        for (int week = 0; week < WEEKS; week++) {
            season[week] = 0.3 * Math.sin(2 * Math.PI * week / WEEKS);
        }
        season[30] += 0.9;
        List<ItemWeeks> all = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            double level = Math.log(units) + 0.5 * random.nextGaussian();
            double list = Math.log(20 + random.nextInt(80));
            double[] prices = new double[WEEKS];
            double[] sold = new double[WEEKS];
            for (int week = 0; week < WEEKS; week++) {
                boolean cheap = random.nextDouble() < (week == 30 ? 0.5 : 1 / 12.0);
                prices[week] = list + (cheap ? Math.log(0.9 - 0.23 * random.nextDouble()) : 0);
                sold[week] = poisson(random, Math.exp(level + season[week] + elasticity * (prices[week] - list)));
            }
            all.add(item(category + "-" + i, category, "brand-" + i % 5, sold, prices));
        }
        return all;
    }

    static ItemWeeks item(String id, String category, String brand, double[] units, double[] logPrice) {
        double[] unknown = new double[units.length];
        Arrays.fill(unknown, Double.NaN);
        return new ItemWeeks(id, category, brand, 0, units, logPrice, unknown, unknown, new double[units.length]);
    }

    static int poisson(Random random, double mean) {
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-mean)) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }
}
