package dev.shopkeeper.inventory.forecast.expert;

import java.util.ArrayList;
import java.util.List;

/**
 * Exponential smoothing as innovations state space models, chosen by the corrected information criterion of Akaike:
 * Hyndman, Koehler, Snyder and Grose, International Journal of Forecasting 18 (2002). Without or with a (damped) trend,
 * without or with an additive or multiplicative season; errors are multiplicative where all values are above zero and the
 * season is, or may be, multiplicative. States begin as Hyndman and others propose and are not estimated.
 */
public final class ExponentialSmoothing implements Expert {

    public static final String NAME = "exponential-smoothing";

    private static final int LONGEST_PERIOD = 24;
    private static final int EVALUATIONS = 160;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean suits(double[] history, int period) {
        return history.length >= 4;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        if (Paths.constant(history)) {
            return Paths.flat(history[0], horizon);
        }
        boolean seasonal = period > 1 && period <= LONGEST_PERIOD && history.length >= 2 * period + 1;
        boolean positive = Paths.positive(history);
        Fit best = null;
        for (Form form : forms(seasonal, positive)) {
            if (history.length <= form.parameters(period) + 2) {
                continue;
            }
            Fit fit = new Recursion(history, seasonal ? period : 1, form).fit();
            if (best == null || fit.criterion < best.criterion) {
                best = fit;
            }
        }
        if (best == null) {
            return Paths.flat(Theta.level(history, 0.3), horizon);
        }
        return Paths.demand(best.path(horizon), Paths.mean(history));
    }

    private enum Trend {
        NONE,
        LINEAR,
        DAMPED
    }

    private enum Season {
        NONE,
        ADDITIVE,
        MULTIPLICATIVE
    }

    private record Form(boolean multiplicativeError, Trend trend, Season season) {

        /** Smoothing constants, damping, and the states they begin with. */
        int parameters(int period) {
            int parameters = 2;
            if (trend != Trend.NONE) {
                parameters += trend == Trend.DAMPED ? 3 : 2;
            }
            if (season != Season.NONE) {
                parameters += 1 + period - 1;
            }
            return parameters + 1; // and the variance
        }
    }

    private static List<Form> forms(boolean seasonal, boolean positive) {
        List<Form> forms = new ArrayList<>();
        for (Trend trend : Trend.values()) {
            forms.add(new Form(false, trend, Season.NONE));
            if (positive) {
                forms.add(new Form(true, trend, Season.NONE));
            }
            if (seasonal) {
                forms.add(new Form(false, trend, Season.ADDITIVE));
                if (positive) {
                    forms.add(new Form(true, trend, Season.MULTIPLICATIVE));
                }
            }
        }
        return forms;
    }

    private record Fit(Form form, double criterion, double level, double slope, double damping, double[] seasons) {

        double[] path(int horizon) {
            double[] path = new double[horizon];
            double trend = 0;
            double damped = 1;
            for (int h = 0; h < horizon; h++) {
                damped *= damping;
                trend += form.trend == Trend.NONE ? 0 : damped * slope;
                double season = seasons[h % seasons.length];
                path[h] = switch (form.season) {
                    case NONE -> level + trend;
                    case ADDITIVE -> level + trend + season;
                    case MULTIPLICATIVE -> (level + trend) * season;
                };
            }
            return path;
        }
    }

    /** Runs the recursion over a history for given constants. */
    private static final class Recursion {
        private final double[] history;
        private final int period;
        private final Form form;
        private final double firstLevel;
        private final double firstSlope;
        private final double[] firstSeasons;
        private double level;
        private double slope;
        private final double[] seasons;

        Recursion(double[] history, int period, Form form) {
            this.history = history;
            this.period = form.season == Season.NONE ? 1 : period;
            this.form = form;
            this.firstSeasons = new double[this.period];
            double[] adjusted = history;
            if (form.season != Season.NONE) {
                // The season of the first years, so that it may have changed since.
                double[] early = java.util.Arrays.copyOf(history, Math.min(history.length, 3 * period));
                Seasons of = Seasons.of(early, period, form.season == Season.MULTIPLICATIVE);
                for (int i = 0; i < period; i++) {
                    firstSeasons[i] = form.season == Season.MULTIPLICATIVE ? Math.max(1e-3, of.index(i)) : of.index(i);
                }
                adjusted = new double[early.length];
                for (int t = 0; t < early.length; t++) {
                    adjusted[t] = form.season == Season.MULTIPLICATIVE
                            ? early[t] / firstSeasons[t % period]
                            : early[t] - firstSeasons[t % period];
                }
            }
            int first = Math.min(adjusted.length, Math.max(10, 2 * this.period));
            double middle = (first - 1) / 2.0;
            double mean = 0;
            for (int t = 0; t < first; t++) {
                mean += adjusted[t] / first;
            }
            double product = 0;
            double square = 0;
            for (int t = 0; t < first; t++) {
                product += (t - middle) * (adjusted[t] - mean);
                square += (t - middle) * (t - middle);
            }
            double line = square == 0 ? 0 : product / square;
            this.firstSlope = form.trend == Trend.NONE ? 0 : line;
            this.firstLevel = form.trend == Trend.NONE ? mean : mean - line * (middle + 1);
            this.seasons = new double[this.period];
        }

        Fit fit() {
            int free = 1
                    + (form.trend == Trend.NONE ? 0 : 1)
                    + (form.season == Season.NONE ? 0 : 1)
                    + (form.trend == Trend.DAMPED ? 1 : 0);
            double[] start = new double[free];
            start[0] = -0.8; // alpha 0.31
            int at = 1;
            if (form.trend != Trend.NONE) {
                start[at++] = -2.2; // a tenth of alpha
            }
            if (form.season != Season.NONE) {
                start[at++] = -2.2;
            }
            if (form.trend == Trend.DAMPED) {
                start[at] = 1.5;
            }
            double[] best = NelderMead.minimise(this::deviance, start, 0.8, EVALUATIONS);
            double deviance = deviance(best);
            int n = history.length;
            int k = form.parameters(period);
            double criterion = deviance + 2.0 * k + 2.0 * k * (k + 1) / Math.max(1, n - k - 1);
            double[] next = new double[period];
            for (int h = 0; h < period; h++) {
                next[h] = seasons[(n + h) % period];
            }
            return new Fit(form, criterion, level, slope, damping(best), next);
        }

        private static double logistic(double x) {
            return 1 / (1 + Math.exp(-x));
        }

        private double damping(double[] free) {
            return form.trend == Trend.DAMPED ? 0.8 + 0.18 * logistic(free[free.length - 1]) : 1;
        }

        /** Twice the negative logarithm of the likelihood, but for a constant; leaves the states at their last values. */
        private double deviance(double[] free) {
            double alpha = 1e-4 + 0.9998 * logistic(free[0]);
            int at = 1;
            double beta = form.trend == Trend.NONE ? 0 : alpha * logistic(free[at++]);
            double gamma = form.season == Season.NONE ? 0 : (1 - alpha) * logistic(free[at]);
            double phi = damping(free);
            level = firstLevel;
            slope = firstSlope;
            System.arraycopy(firstSeasons, 0, seasons, 0, period);
            double squares = 0;
            double logarithms = 0;
            int n = history.length;
            for (int t = 0; t < n; t++) {
                int place = period == 1 ? 0 : t % period;
                double base = level + phi * slope;
                double expected = switch (form.season) {
                    case NONE -> base;
                    case ADDITIVE -> base + seasons[place];
                    case MULTIPLICATIVE -> base * seasons[place];
                };
                double error = history[t] - expected;
                if (form.multiplicativeError) {
                    if (expected <= 1e-9) {
                        return Double.POSITIVE_INFINITY;
                    }
                    double relative = error / expected;
                    squares += relative * relative;
                    logarithms += Math.log(expected);
                } else {
                    squares += error * error;
                }
                double divided = form.season == Season.MULTIPLICATIVE ? error / seasons[place] : error;
                level = base + alpha * divided;
                slope = phi * slope + beta * divided;
                if (form.season == Season.ADDITIVE) {
                    seasons[place] += gamma * error;
                } else if (form.season == Season.MULTIPLICATIVE) {
                    if (base <= 1e-9) {
                        return Double.POSITIVE_INFINITY;
                    }
                    seasons[place] = Math.max(1e-6, seasons[place] + gamma * error / base);
                }
            }
            return n * Math.log(Math.max(squares, 1e-300) / n) + 2 * logarithms;
        }
    }
}
