package dev.shopkeeper.inventory.forecast.expert;

/** The value of one period ago; without a period, or with less than one, the last value. */
public final class SeasonalNaive implements Expert {

    public static final String NAME = "seasonal-naive";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean suits(double[] history, int period) {
        return history.length >= 1;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        int back = history.length >= period ? period : 1;
        double[] path = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            path[h] = history[history.length - back + h % back];
        }
        return Paths.demand(path, 0);
    }
}
