package dev.shopkeeper.inventory.forecast.expert;

/**
 * The values of one period ago, grown or shrunk by half of what the last quarter of a period did (in logarithms) against the
 * same quarter of the period before: growth lasts, and not all of it. Where less than two periods are known no season can be
 * told from a trend by other experts, and this one still sees both.
 */
public final class SeasonalGrowth implements Expert {

    public static final String NAME = "seasonal-growth";

    /** How much of the growth is believed. */
    private static final double BELIEVED = 0.5;

    private static final int LEAST_COMPARED = 3;

    /** Nothing doubles or halves in a period by its own growth. */
    private static final double MOST = 2;

    @Override
    public String name() {
        return NAME;
    }

    /** Needs a period and, of the one before it, what is compared. */
    @Override
    public boolean suits(double[] history, int period) {
        return period > 1
                && history.length >= period + compared(period)
                && sum(history, history.length - period - compared(period), compared(period)) > 0;
    }

    private static int compared(int period) {
        return Math.max(LEAST_COMPARED, period / 4);
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        double ratio = suits(history, period) ? growth(history, period) : 1;
        double[] naive = new SeasonalNaive().forecast(history, period, horizon);
        double[] path = new double[horizon];
        double factor = 1;
        for (int h = 0; h < horizon; h++) {
            factor *= h % period == 0 ? ratio : 1;
            path[h] = naive[h] * factor;
        }
        return Paths.demand(path, Paths.mean(history));
    }

    private static double growth(double[] history, int period) {
        int compared = compared(period);
        int end = history.length;
        double now = sum(history, end - compared, compared);
        double before = sum(history, end - period - compared, compared);
        return Math.pow(Math.clamp(now / before, 1 / MOST, MOST), BELIEVED);
    }

    private static double sum(double[] values, int from, int count) {
        double sum = 0;
        for (int t = from; t < from + count; t++) {
            sum += values[t];
        }
        return sum;
    }
}
