package dev.shopkeeper.inventory.forecast.expert;

import java.util.Arrays;

/**
 * Exponential smoothing with two seasons, the longer of several periods of the shorter, and a first-order autocorrelation of
 * the errors: Taylor, Short-term electricity demand forecasting using double seasonal exponential smoothing (Journal of the
 * Operational Research Society 54, 2003), without a trend. The longer season is found in the history, see {@link LongSeason};
 * one without does not suit, since other experts smooth a single season. Where all values are above zero and it fits better, the logarithm is smoothed, so that seasons
 * multiply.
 */
public final class DoubleSeasonal implements Expert {

    public static final String NAME = "double-seasonal";

    private static final int EVALUATIONS = 160;

    /** Longer histories are cut to so many of the longer season: older ones have faded. */
    private static final int MOST_CYCLES = 12;

    /** Of level, shorter season, longer season, autocorrelation, where the search begins. */
    private static final double[] BEGINNING = {logit(0.05), logit(0.1), logit(0.1), logit(0.5)};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean suits(double[] history, int period) {
        return !Paths.constant(history) && LongSeason.of(history, period) > 0;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        int longer = Math.max(period, LongSeason.of(history, period));
        double[] recent = Paths.last(history, MOST_CYCLES * longer);
        Smoothing plain = Smoothing.fitted(recent, period, longer);
        double[] path = plain.path(horizon);
        if (Paths.positive(recent)) {
            double[] logarithms = new double[recent.length];
            for (int t = 0; t < recent.length; t++) {
                logarithms[t] = Math.log(recent[t]);
            }
            Smoothing logged = Smoothing.fitted(logarithms, period, longer);
            if (error(recent, logged, true) < error(recent, plain, false)) {
                path = logged.path(horizon);
                for (int h = 0; h < horizon; h++) {
                    path[h] = Math.exp(path[h]);
                }
            }
        }
        return Paths.demand(path, Paths.mean(recent));
    }

    /** The mean absolute error one step ahead, in units of the series, after the first of the longer seasons. */
    private static double error(double[] values, Smoothing smoothing, boolean logarithms) {
        double sum = 0;
        for (int t = smoothing.longer; t < values.length; t++) {
            double expected = smoothing.expected[t];
            sum += Math.abs(values[t] - (logarithms ? Math.exp(expected) : expected));
        }
        return sum;
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** The state after a history, with what was expected of each of its values one step before. */
    private static final class Smoothing {
        private final int period;
        private final int longer;
        private final double[] values;
        private final double autocorrelation;
        private final double[] expected;
        private final double[] shortSeason;
        private final double[] longSeason;
        private double level;
        private double lastError;
        private double squares;

        static Smoothing fitted(double[] values, int period, int longer) {
            double[] found = NelderMead.minimise(
                    at -> new Smoothing(values, period, longer, at).squares, BEGINNING, 0.7, EVALUATIONS);
            return new Smoothing(values, period, longer, found);
        }

        private Smoothing(double[] values, int period, int longer, double[] at) {
            this.values = values;
            this.period = period;
            this.longer = longer;
            this.autocorrelation = share(at[3]);
            this.expected = new double[values.length];
            this.level = Paths.mean(Arrays.copyOf(values, Math.min(longer, values.length)));
            Seasons seasons = Seasons.of(values, period, false);
            this.shortSeason = new double[period];
            for (int place = 0; place < period; place++) {
                shortSeason[place] = seasons.index(place);
            }
            this.longSeason = longer == period ? new double[longer] : rest(seasons.removed(values), longer);
            run(share(at[0]), share(at[1]), longer == period ? 0 : share(at[2]));
        }

        /** The mean of what the shorter season leaves over, by the place in the longer. */
        private static double[] rest(double[] adjusted, int longer) {
            double[] sums = new double[longer];
            int cycles = adjusted.length / longer;
            for (int cycle = 0; cycle < cycles; cycle++) {
                double mean = 0;
                for (int place = 0; place < longer; place++) {
                    mean += adjusted[cycle * longer + place] / longer;
                }
                for (int place = 0; place < longer; place++) {
                    sums[place] += (adjusted[cycle * longer + place] - mean) / cycles;
                }
            }
            return sums;
        }

        private void run(double alpha, double delta, double omega) {
            for (int t = 0; t < values.length; t++) {
                int s = t % period;
                int w = t % longer;
                expected[t] = level + shortSeason[s] + longSeason[w] + autocorrelation * lastError;
                double error = values[t] - expected[t];
                // The first of the longer seasons settles what the rest begins with.
                squares += t < longer ? 0 : error * error;
                double seen = values[t] - level - shortSeason[s] - longSeason[w];
                level += alpha * error;
                shortSeason[s] += delta * error;
                longSeason[w] += omega * error;
                lastError = seen;
            }
        }

        double[] path(int horizon) {
            double[] path = new double[horizon];
            double fading = lastError;
            for (int h = 0; h < horizon; h++) {
                int t = values.length + h;
                fading *= autocorrelation;
                path[h] = level + shortSeason[t % period] + longSeason[t % longer] + fading;
            }
            return path;
        }
    }
}
