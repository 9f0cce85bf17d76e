package dev.shopkeeper.inventory.forecast.ensemble;

import dev.shopkeeper.inventory.forecast.metric.ForecastMetrics;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles of demand from its mean and the deviation of its forecast, by a rule that was found on errors the forecast made
 * where it did not know what came: empirical quantiles of the errors in units of their deviation, or the negative binomial
 * distribution at probabilities that were found the same way.
 *
 * @param counted whether by the negative binomial distribution
 * @param parameters by level: a number of deviations, or a probability
 */
record Quantiles(boolean counted, double[] parameters) {

    /** Above, a count is as good as a continuous number. */
    private static final double COUNTED_MEAN = 80;

    private static final int LEAST_ERRORS = 60;

    /**
     * An error to learn from.
     *
     * @param mean as forecast
     * @param deviation of the forecast's error
     */
    record Case(double mean, double deviation, double actual) {}

    /** The rule with the least loss, summed over the levels; each case weighs by one over its deviation. */
    static Quantiles fitted(List<Case> cases, List<Double> levels, boolean wholeNumbers) {
        Quantiles continuous = continuous(cases, levels);
        if (!wholeNumbers || cases.size() < LEAST_ERRORS) {
            return continuous;
        }
        Quantiles counted = counted(cases, levels);
        return counted.loss(cases, levels) < continuous.loss(cases, levels) ? counted : continuous;
    }

    private static Quantiles continuous(List<Case> cases, List<Double> levels) {
        double[] errors = cases.stream()
                .mapToDouble(one -> (one.actual - one.mean) / one.deviation)
                .sorted()
                .toArray();
        double[] parameters = new double[levels.size()];
        for (int l = 0; l < parameters.length; l++) {
            double level = levels.get(l);
            double normal = Normal.quantile(level);
            // With few errors, a part of the normal distribution.
            double trust = errors.length / (errors.length + 20.0);
            parameters[l] = errors.length == 0 ? normal : trust * empirical(errors, level) + (1 - trust) * normal;
        }
        return new Quantiles(false, parameters);
    }

    /** Linear between order statistics, as by numpy. */
    static double empirical(double[] sorted, double level) {
        double at = level * (sorted.length - 1);
        int below = (int) at;
        return below + 1 >= sorted.length
                ? sorted[sorted.length - 1]
                : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    private static Quantiles counted(List<Case> cases, List<Double> levels) {
        double[] parameters = new double[levels.size()];
        for (int l = 0; l < parameters.length; l++) {
            double level = levels.get(l);
            double least = Double.POSITIVE_INFINITY;
            // On the scale of log-odds, near the level itself.
            double odds = Math.log(level / (1 - level));
            for (double shift = -1.2; shift <= 1.2001; shift += 0.1) {
                double probability = 1 / (1 + Math.exp(-odds - shift));
                double loss = 0;
                for (Case one : cases) {
                    double quantile = counted(one.mean, one.deviation, probability);
                    loss += ForecastMetrics.pinball(one.actual, quantile, level) / one.deviation;
                }
                if (loss < least) {
                    least = loss;
                    // Half way, since the next weeks are not those that it was found on.
                    parameters[l] = 1 / (1 + Math.exp(-odds - shift / 2));
                }
            }
        }
        return new Quantiles(true, parameters);
    }

    private double loss(List<Case> cases, List<Double> levels) {
        double loss = 0;
        for (Case one : cases) {
            double[] quantiles = of(one.mean, one.deviation);
            for (int l = 0; l < quantiles.length; l++) {
                loss += ForecastMetrics.pinball(one.actual, quantiles[l], levels.get(l)) / one.deviation;
            }
        }
        return loss;
    }

    /** The quantiles by level: rising, none negative; all 0 where nothing is expected and nothing ever deviated. */
    double[] of(double mean, double deviation) {
        double[] quantiles = new double[parameters.length];
        for (int l = 0; l < quantiles.length; l++) {
            quantiles[l] = counted ? counted(mean, deviation, parameters[l]) : mean + deviation * parameters[l];
            quantiles[l] = Math.max(l == 0 ? 0 : quantiles[l - 1], quantiles[l]);
        }
        return quantiles;
    }

    /** By the negative binomial distribution, or by the normal one where counts are high. */
    static double counted(double mean, double deviation, double probability) {
        return mean <= COUNTED_MEAN
                ? negativeBinomial(mean, deviation, probability)
                : Math.max(0, mean + deviation * Normal.quantile(probability));
    }

    /** The least count whose distribution function reaches the probability; Poisson where the variance is not above the mean. */
    static double negativeBinomial(double mean, double deviation, double probability) {
        if (mean <= 1e-9) {
            return 0;
        }
        double variance = deviation * deviation;
        boolean poisson = variance <= mean * 1.001;
        double size = poisson ? Double.POSITIVE_INFINITY : mean * mean / (variance - mean);
        double ratio = poisson ? 0 : mean / (size + mean);
        double mass = poisson ? Math.exp(-mean) : Math.exp(size * Math.log1p(-ratio));
        double sum = mass;
        int count = 0;
        int most = (int) (mean + 40 * Math.sqrt(Math.max(variance, mean)) + 40);
        while (sum < probability && count < most) {
            mass *= poisson ? mean / (count + 1) : (size + count) / (count + 1) * ratio;
            count++;
            sum += mass;
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantiles that && counted == that.counted && Arrays.equals(parameters, that.parameters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return (counted ? "counted" : "continuous") + Arrays.toString(parameters);
    }
}
