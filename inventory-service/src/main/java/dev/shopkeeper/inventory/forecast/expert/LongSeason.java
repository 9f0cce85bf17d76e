package dev.shopkeeper.inventory.forecast.expert;

/**
 * Finds a season that lasts several periods, as a week of hours has one of a day and one of the week: the multiple of the
 * period at which what the shorter season leaves over repeats itself.
 */
final class LongSeason {

    /** A season is to be seen so often at least. */
    private static final int LEAST_CYCLES = 3;

    /** One-sided 1 %: among many multiples, one exceeds a looser bound by chance. */
    private static final double SIGNIFICANT = 2.326;

    private LongSeason() {}

    /**
     * The length of the longer season in buckets.
     *
     * @param period of the shorter one, at least 2
     * @return a multiple of the period, at least two of them; 0 where there is none
     */
    static int of(double[] history, int period) {
        if (period < 2 || history.length < 2 * LEAST_CYCLES * period) {
            return 0;
        }
        int most = history.length / LEAST_CYCLES / period;
        double[] rest = rest(history, period);
        double[] autocorrelation = Seasons.autocorrelation(rest, most * period);
        double squares = 0;
        int best = 0;
        for (int lag = 1, multiple = 1; multiple <= most; multiple++) {
            for (; lag < multiple * period; lag++) {
                squares += autocorrelation[lag] * autocorrelation[lag];
            }
            double limit = SIGNIFICANT * Math.sqrt((1 + 2 * squares) / rest.length);
            double here = autocorrelation[multiple * period];
            boolean peak = multiple > 1
                    && here > autocorrelation[(multiple - 1) * period]
                    && (multiple == most || here >= autocorrelation[(multiple + 1) * period]);
            if (peak && here > limit && (best == 0 || here > autocorrelation[best])) {
                best = multiple * period;
            }
        }
        return best;
    }

    /** What the mean of a period around it and the season leave over, where there is such a mean. */
    private static double[] rest(double[] history, int period) {
        double[] adjusted = Seasons.of(history, period, false).removed(history);
        double[] rest = new double[history.length - period + 1];
        double sum = 0;
        for (int t = 0; t < history.length; t++) {
            sum += adjusted[t] - (t >= period ? adjusted[t - period] : 0);
            if (t >= period - 1) {
                rest[t - period + 1] = sum / period;
            }
        }
        double[] around = new double[rest.length];
        for (int t = 0; t < rest.length; t++) {
            // Each bucket less the level of its own time, not of the whole history: a trend is no season.
            around[t] = adjusted[t + period / 2] - local(rest, t, period);
        }
        return around;
    }

    /** The mean over a long while around a place. */
    private static double local(double[] values, int place, int period) {
        int reach = LEAST_CYCLES * period;
        int from = Math.max(0, place - reach);
        int to = Math.min(values.length, place + reach + 1);
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += values[t];
        }
        return sum / (to - from);
    }
}
