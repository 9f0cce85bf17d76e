package dev.shopkeeper.inventory.forecast.expert;

/** The mean of the whole history: the best there is where demand never changes, and humble about noise elsewhere. */
public final class HistoricMean implements Expert {

    public static final String NAME = "historic-mean";

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
        return Paths.flat(Paths.mean(history), horizon);
    }
}
