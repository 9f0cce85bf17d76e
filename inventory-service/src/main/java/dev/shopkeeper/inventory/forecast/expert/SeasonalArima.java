package dev.shopkeeper.inventory.forecast.expert;

import java.util.HashMap;
import java.util.Map;
import jdplus.toolkit.base.api.arima.SarimaOrders;
import jdplus.toolkit.base.api.data.DoubleSeq;
import jdplus.toolkit.base.core.regarima.RegArimaEstimation;
import jdplus.toolkit.base.core.regarima.RegArimaForecasts;
import jdplus.toolkit.base.core.regarima.RegArimaModel;
import jdplus.toolkit.base.core.regsarima.RegSarimaComputer;
import jdplus.toolkit.base.core.sarima.SarimaModel;
import jdplus.toolkit.base.core.stats.likelihood.ConcentratedLikelihoodWithMissing;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal ARIMA, its orders found step by step as by Hyndman and Khandakar (Journal of Statistical Software 27, 2008):
 * differences by the strength of the season and the test of Kwiatkowski, Phillips, Schmidt and Shin, the others by the
 * corrected information criterion of Akaike. Estimated by exact maximum likelihood with JDemetra+, whose own choice of a
 * model fails on short, weekly, daily and constant series and is not used. Where the logarithm is likelier, the series is
 * modelled so, and the forecast is the mean and not the median.
 */
public final class SeasonalArima implements Expert {

    public static final String NAME = "seasonal-arima";

    /** Above, one needs Fourier terms: the state of the filter grows with the period. */
    private static final int LONGEST_PERIOD = 24;

    private static final int LEAST = 8;
    private static final int MOST_OBSERVATIONS = 260;
    private static final int MOST_ORDER = 3;
    private static final int MOST_SEASONAL_ORDER = 1;
    private static final int MOST_MODELS = 40;
    /** With a long period, for which an estimate takes some ten times as long. */
    private static final int MOST_LONG_MODELS = 12;

    private static final double SEASONAL = 0.64;

    @Override
    public String name() {
        return NAME;
    }

    /** Needs some observations, and mostly demand: with zeros in most buckets, its errors are nothing like normal. */
    @Override
    public boolean suits(double[] history, int period) {
        if (history.length < LEAST || Paths.constant(history)) {
            return false;
        }
        int zeros = 0;
        for (double value : history) {
            zeros += value == 0 ? 1 : 0;
        }
        return 2 * zeros < history.length;
    }

    @Override
    public double[] forecast(double[] history, int period, int horizon) {
        double[] recent = recent(history, period);
        Estimate best = new Search(recent, season(recent, period)).best();
        double mean = Paths.mean(recent);
        if (best == null) {
            return Paths.flat(mean, horizon);
        }
        double[] path = best.path(horizon);
        // An estimate at the border of stationarity may explode; nobody has ever sold so much.
        double most = 0;
        for (double value : recent) {
            most = Math.max(most, value);
        }
        for (int h = 0; h < horizon; h++) {
            if (path[h] > 10 * most) {
                return Paths.flat(mean, horizon);
            }
        }
        return Paths.demand(path, mean);
    }

    private static double[] recent(double[] history, int period) {
        return Paths.last(history, Math.max(MOST_OBSERVATIONS, 10 * Math.min(period, LONGEST_PERIOD)));
    }

    private static int season(double[] recent, int period) {
        return period > 1 && period <= LONGEST_PERIOD && recent.length >= 3 * period ? period : 1;
    }

    /** The model that is chosen for a history; null where none can be estimated. */
    static @Nullable Estimate chosen(double[] history, int period) {
        double[] recent = recent(history, period);
        return new Search(recent, season(recent, period)).best();
    }

    /** Orders of a model; {@code constant} adds the mean of the differenced series. */
    record Orders(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, boolean constant) {

        Orders with(int addP, int addQ, int addSeasonalP, int addSeasonalQ, boolean otherConstant) {
            return new Orders(
                    p + addP,
                    d,
                    q + addQ,
                    seasonalP + addSeasonalP,
                    seasonalD,
                    seasonalQ + addSeasonalQ,
                    otherConstant);
        }

        boolean admissible(int season) {
            return Math.min(p, q) >= 0
                    && Math.max(p, q) <= MOST_ORDER
                    && Math.min(seasonalP, seasonalQ) >= 0
                    && Math.max(seasonalP, seasonalQ) <= (season > 1 ? MOST_SEASONAL_ORDER : 0)
                    && (!constant || d + seasonalD < 2);
        }
    }

    /** A model estimated. */
    static final class Estimate {
        private final RegArimaEstimation<SarimaModel> estimation;
        private final double[] modelled;
        private final Orders orders;
        private final int season;
        private final boolean logarithms;
        private final double logLikelihood;
        private final double criterion;

        private Estimate(
                RegArimaEstimation<SarimaModel> estimation,
                double[] modelled,
                Orders orders,
                int season,
                boolean logarithms) {
            this.estimation = estimation;
            this.modelled = modelled;
            this.orders = orders;
            this.season = season;
            this.logarithms = logarithms;
            this.logLikelihood = estimation.getConcentratedLikelihood().logLikelihood();
            int n = modelled.length - orders.d - season * orders.seasonalD;
            int k = orders.p + orders.q + orders.seasonalP + orders.seasonalQ + (orders.constant ? 1 : 0) + 1;
            this.criterion = n - k - 1 <= 0
                    ? Double.POSITIVE_INFINITY
                    : -2 * logLikelihood + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
        }

        /** Of the series as modelled, without a term for the logarithm. */
        double logLikelihood() {
            return logLikelihood;
        }

        /** Series and model, as another program can be asked for the same. */
        Map<String, Object> description() {
            return Map.of(
                    "values",
                    modelled,
                    "order",
                    new int[] {orders.p, orders.d, orders.q},
                    "seasonal",
                    season == 1
                            ? new int[] {0, 0, 0, 0}
                            : new int[] {orders.seasonalP, orders.seasonalD, orders.seasonalQ, season},
                    "constant",
                    orders.constant);
        }

        /** The same model, estimated anew. */
        @Nullable
        Estimate again() {
            return estimate(modelled, orders, season, logarithms);
        }

        private double[] path(int horizon) {
            ConcentratedLikelihoodWithMissing likelihood = estimation.getConcentratedLikelihood();
            int n = modelled.length;
            double[] centred = modelled.clone();
            double slope = orders.constant ? likelihood.coefficient(0) : 0;
            for (int t = 0; t < n; t++) {
                centred[t] -= slope * regressor(t);
            }
            int left = Math.max(1, likelihood.dim() - orders.p - orders.q - orders.seasonalP - orders.seasonalQ);
            double variance = likelihood.ssq() / left;
            RegArimaForecasts.Result result = RegArimaForecasts.calcForecast(
                    estimation.getModel().arima(), DoubleSeq.of(centred), horizon, variance);
            double[] path = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                double value = result.getForecasts()[h] + slope * regressor(n + h);
                double deviation = result.getForecastsStdev()[h];
                path[h] = logarithms ? Math.exp(value + deviation * deviation / 2) : value;
            }
            return path;
        }

        private double regressor(int t) {
            return SeasonalArima.regressor(t, orders, season);
        }
    }

    /** What the differences turn into a constant. */
    private static double regressor(int t, Orders orders, int season) {
        if (orders.d == 1) {
            return t;
        }
        return orders.seasonalD == 1 ? (double) t / season : 1;
    }

    /**
     * Estimates one model.
     *
     * @return null where the estimation ends in no finite likelihood
     */
    static @Nullable Estimate estimate(double[] modelled, Orders orders, int season, boolean logarithms) {
        SarimaOrders specification = new SarimaOrders(season);
        specification.setRegular(orders.p, orders.d, orders.q);
        specification.setSeasonal(orders.seasonalP, orders.seasonalD, orders.seasonalQ);
        var builder = RegArimaModel.<SarimaModel>builder()
                .y(DoubleSeq.of(modelled))
                .arima(SarimaModel.builder(specification).setDefault().build());
        if (orders.constant) {
            builder.addX(DoubleSeq.onMapping(modelled.length, t -> regressor(t, orders, season)));
        }
        try {
            RegArimaModel<SarimaModel> model = builder.build();
            Estimate estimate = new Estimate(
                    RegSarimaComputer.PROCESSOR.process(model, null), modelled, orders, season, logarithms);
            return Double.isFinite(estimate.logLikelihood) ? estimate : null;
        } catch (RuntimeException e) {
            // The library has no exception of its own for a series on which an order cannot be estimated.
            return null;
        }
    }

    private static final class Search {
        private final int mostModels;
        private final double[] modelled;
        private final int season;
        private final boolean logarithms;
        private final Map<Orders, Double> tried = new HashMap<>();
        private @Nullable Estimate best;

        Search(double[] history, int season) {
            this.mostModels = season > 12 ? MOST_LONG_MODELS : MOST_MODELS;
            this.season = season;
            this.logarithms = Paths.positive(history) && likelierAsLogarithms(history, season);
            this.modelled = logarithms ? logarithms(history) : history;
        }

        @Nullable
        Estimate best() {
            int seasonalD = season > 1 && Seasons.strength(modelled, season) > SEASONAL ? 1 : 0;
            double[] differenced = seasonalD == 1 ? differenced(modelled, season) : modelled;
            int d = 0;
            while (d < (seasonalD == 1 ? 1 : 2) && !stationary(differenced) && differenced.length > LEAST) {
                differenced = differenced(differenced, 1);
                d++;
            }
            boolean constant = d + seasonalD < 2;
            int s = season > 1 ? 1 : 0;
            attempt(new Orders(2, d, 2, s, seasonalD, s, constant));
            attempt(new Orders(0, d, 0, 0, seasonalD, 0, constant));
            attempt(new Orders(1, d, 0, s, seasonalD, 0, constant));
            attempt(new Orders(0, d, 1, 0, seasonalD, s, constant));
            attempt(new Orders(0, d, 1, 0, seasonalD, s, false));
            while (best != null && tried.size() < mostModels) {
                Orders centre = best.orders;
                for (int[] step : STEPS) {
                    attempt(centre.with(step[0], step[1], step[2], step[3], centre.constant));
                }
                attempt(centre.with(0, 0, 0, 0, !centre.constant));
                if (best.orders.equals(centre)) {
                    break;
                }
            }
            return best;
        }

        private void attempt(Orders orders) {
            if (!orders.admissible(season) || tried.containsKey(orders) || tried.size() >= mostModels) {
                return;
            }
            Estimate estimate = estimate(modelled, orders, season, logarithms);
            tried.put(orders, estimate == null ? Double.POSITIVE_INFINITY : estimate.criterion);
            if (estimate != null
                    && Double.isFinite(estimate.criterion)
                    && (best == null || estimate.criterion < best.criterion)) {
                best = estimate;
            }
        }
    }

    private static final int[][] STEPS = {
        {1, 0, 0, 0}, {-1, 0, 0, 0}, {0, 1, 0, 0}, {0, -1, 0, 0}, {1, 1, 0, 0}, {-1, -1, 0, 0},
        {0, 0, 1, 0}, {0, 0, -1, 0}, {0, 0, 0, 1}, {0, 0, 0, -1}, {0, 0, 1, 1}, {0, 0, -1, -1}
    };

    /** By the likelihood of the airline model, with the term for the change of scale. */
    private static boolean likelierAsLogarithms(double[] history, int season) {
        Orders airline = new Orders(0, 1, 1, 0, season > 1 ? 1 : 0, season > 1 ? 1 : 0, false);
        double[] logarithms = logarithms(history);
        Estimate plain = estimate(history, airline, season, false);
        Estimate logged = estimate(logarithms, airline, season, true);
        if (plain == null || logged == null) {
            return false;
        }
        double change = 0;
        for (int t = history.length - (logarithms.length - 1 - (season > 1 ? season : 0)); t < history.length; t++) {
            change += logarithms[t];
        }
        return logged.logLikelihood - change > plain.logLikelihood;
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            logarithms[t] = Math.log(values[t]);
        }
        return logarithms;
    }

    private static double[] differenced(double[] values, int lag) {
        double[] differences = new double[values.length - lag];
        for (int t = lag; t < values.length; t++) {
            differences[t - lag] = values[t] - values[t - lag];
        }
        return differences;
    }

    /** The test of Kwiatkowski and others for a level, at 5 %, with the short window of lags. */
    static boolean stationary(double[] values) {
        int n = values.length;
        if (n < 4 || Paths.constant(values)) {
            return true;
        }
        double mean = Paths.mean(values);
        double cumulated = 0;
        double squares = 0;
        double variance = 0;
        for (double value : values) {
            cumulated += value - mean;
            squares += cumulated * cumulated;
            variance += (value - mean) * (value - mean) / n;
        }
        int lags = (int) (4 * Math.pow(n / 100.0, 0.25));
        for (int lag = 1; lag <= lags; lag++) {
            double covariance = 0;
            for (int t = lag; t < n; t++) {
                covariance += (values[t] - mean) * (values[t - lag] - mean) / n;
            }
            variance += 2 * (1 - lag / (lags + 1.0)) * covariance;
        }
        return variance <= 0 || squares / ((double) n * n * variance) < 0.463;
    }
}
