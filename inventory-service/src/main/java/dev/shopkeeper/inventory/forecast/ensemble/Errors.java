package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.Arrays;
import java.util.List;

/**
 * How far forecasts are off, over all series: the squared error of a series of a level (a power law), how it grows with the
 * step, and how it adds up over steps. A series' own errors count beside it as far as there are any.
 *
 * @param intercept of the logarithm of the squared error over the logarithm of the level; NaN where no error is known
 * @param slope likewise; about 1 for counts, 2 for errors in proportion
 * @param growth by step, of the squared error, 1 on average
 * @param cumulative by number of steps: squared error of the sum, in units of the squared error of a step
 */
record Errors(double intercept, double slope, double[] growth, double[] cumulative) {

    /** As many points of its own a series needs to count as much as all others. */
    private static final double PRIOR = 16;

    /** One series' errors at one origin. */
    record Path(double level, double[] mean, double[] actual) {

        double squared() {
            double sum = 0;
            for (int h = 0; h < mean.length; h++) {
                sum += (actual[h] - mean[h]) * (actual[h] - mean[h]);
            }
            return sum / mean.length;
        }
    }

    /**
     * The squared error of each series, and of all together.
     *
     * @param paths by series
     */
    static Errors of(List<List<Path>> paths, int horizon) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (List<Path> own : paths) {
            double squared = squared(own);
            if (squared > 0) {
                double logLevel = Math.log(own.getFirst().level);
                double logError = Math.log(squared);
                n++;
                x += logLevel;
                y += logError;
                xx += logLevel * logLevel;
                xy += logLevel * logError;
            }
        }
        double spread = n == 0 ? 0 : xx / n - x / n * (x / n);
        double slope = n < 10 || spread < 1e-6 ? 1 : Math.clamp((xy / n - x / n * (y / n)) / spread, 0.5, 2.2);
        double intercept = n == 0 ? Double.NaN : y / n - slope * x / n;
        Errors plain = new Errors(intercept, slope, filled(horizon), filled(horizon));
        double[] growth = new double[horizon];
        double[] cumulative = new double[horizon];
        int count = 0;
        for (List<Path> own : paths) {
            double squared = squared(own);
            if (squared <= 0) {
                continue;
            }
            for (Path path : own) {
                double variance = plain.squared(path.level, squared, own.size() * horizon);
                double sum = 0;
                count++;
                for (int h = 0; h < horizon; h++) {
                    double error = path.actual[h] - path.mean[h];
                    sum += error;
                    // A few wild series must not decide for all.
                    growth[h] += Math.min(25, error * error / variance);
                    cumulative[h] += Math.min(25.0 * (h + 1), sum * sum / variance);
                }
            }
        }
        if (count == 0) {
            for (int h = 0; h < horizon; h++) {
                growth[h] = 1;
                cumulative[h] = h + 1;
            }
            return new Errors(intercept, slope, growth, cumulative);
        }
        double mean = Arrays.stream(growth).sum() / horizon;
        for (int h = 0; h < horizon; h++) {
            growth[h] = mean > 0 ? growth[h] / mean : 1;
            cumulative[h] = cumulative[h] / count;
            if (h > 0) {
                cumulative[h] = Math.max(cumulative[h], cumulative[h - 1]);
            }
        }
        return new Errors(intercept, slope, rising(growth), cumulative);
    }

    private static double[] filled(int horizon) {
        double[] ones = new double[horizon];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The squared error of all paths of one series. */
    static double squared(List<Path> own) {
        return own.stream().mapToDouble(Path::squared).average().orElse(0);
    }

    /** The nearest rising sequence, by pooling of neighbours that fall. */
    static double[] rising(double[] values) {
        double[] sums = new double[values.length];
        int[] counts = new int[values.length];
        int blocks = 0;
        for (double value : values) {
            sums[blocks] = value;
            counts[blocks] = 1;
            blocks++;
            while (blocks > 1 && sums[blocks - 2] / counts[blocks - 2] > sums[blocks - 1] / counts[blocks - 1]) {
                sums[blocks - 2] += sums[blocks - 1];
                counts[blocks - 2] += counts[blocks - 1];
                blocks--;
            }
        }
        double[] rising = new double[values.length];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            for (int i = 0; i < counts[b]; i++) {
                rising[at++] = sums[b] / counts[b];
            }
        }
        return rising;
    }

    /** The squared error to expect of a series, averaged over the steps; its own where nothing is known of all others. */
    double squared(double level, double own, int points) {
        if (Double.isNaN(intercept)) {
            return points == 0 ? level : own;
        }
        double all = Math.exp(intercept + slope * Math.log(level));
        return (points * own + PRIOR * all) / (points + PRIOR);
    }
}
