package dev.shopkeeper.inventory.forecast.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A series as it looked at moments of its past, with what the experts would have said then and what came. The latest origin
 * is the first.
 */
record Origins(Series series, List<Origin> all) {

    /** So much shrinkage leaves nothing to what a series did, nor to where an expert had nothing to say yet. */
    static final double RIGID = 1e9;

    /** Fewer buckets are no history to try experts on. */
    private static final int LEAST_HISTORY = 8;

    record Origin(int at, double level, double[][] experts, double[] actual) {}

    static Origins of(Series series, Panel panel, Frequency frequency, HybridSettings settings) {
        List<Origin> origins = new ArrayList<>();
        int horizon = settings.horizon();
        for (int k = 0; k < settings.origins(); k++) {
            int at = series.length() - horizon - k * settings.step();
            if (at < Math.max(LEAST_HISTORY, Math.min(horizon, 2 * LEAST_HISTORY))) {
                break;
            }
            double[] known = Arrays.copyOf(series.values(), at);
            origins.add(new Origin(
                    at,
                    Windows.level(series.values(), at, settings.window()),
                    panel.forecasts(known, frequency.period(), horizon),
                    series.slice(at, at + horizon)));
        }
        return new Origins(series, List.copyOf(origins));
    }

    /** All but so many of the latest. */
    List<Origin> before(int latest) {
        return all.subList(Math.min(latest, all.size()), all.size());
    }

    /**
     * Weights of all experts from how they did at some origins, drawn to given ones; 0 for one that had nothing to say at one of
     * them.
     */
    static double[] weights(List<Origin> origins, double[] towards, double shrinkage) {
        int experts = towards.length;
        if (shrinkage >= RIGID) {
            return towards.clone();
        }
        List<Integer> present = new ArrayList<>();
        for (int e = 0; e < experts; e++) {
            boolean always = true;
            for (Origin origin : origins) {
                always &= !Double.isNaN(origin.experts[e][0]);
            }
            if (always) {
                present.add(e);
            }
        }
        int points = origins.stream().mapToInt(origin -> origin.actual.length).sum();
        double[][] forecasts = new double[present.size()][points];
        double[] actual = new double[points];
        int at = 0;
        for (Origin origin : origins) {
            for (int h = 0; h < origin.actual.length; h++) {
                actual[at] = origin.actual[h];
                for (int i = 0; i < forecasts.length; i++) {
                    forecasts[i][at] = origin.experts[present.get(i)][h];
                }
                at++;
            }
        }
        double[] found = Stacking.weights(forecasts, actual, shrinkage, among(towards, present));
        double[] weights = new double[experts];
        for (int i = 0; i < found.length; i++) {
            weights[present.get(i)] = found[i];
        }
        return weights;
    }

    /** The part of those present, of sum one. */
    private static double[] among(double[] towards, List<Integer> present) {
        double[] part = new double[present.size()];
        double sum = 0;
        for (int i = 0; i < part.length; i++) {
            part[i] = towards[present.get(i)];
            sum += part[i];
        }
        for (int i = 0; i < part.length; i++) {
            part[i] = sum > 0 ? part[i] / sum : 1.0 / part.length;
        }
        return part;
    }

    /** The weighted forecast; what an expert without a word would have weighed goes to the others. */
    static double[] combined(double[][] experts, double[] weights) {
        double[] path = new double[experts[0].length];
        double sum = 0;
        for (int e = 0; e < experts.length; e++) {
            if (weights[e] > 0 && !Double.isNaN(experts[e][0])) {
                sum += weights[e];
                for (int h = 0; h < path.length; h++) {
                    path[h] += weights[e] * experts[e][h];
                }
            }
        }
        if (sum <= 0) {
            return Windows.meanOf(experts, path.length);
        }
        for (int h = 0; h < path.length; h++) {
            path[h] /= sum;
        }
        return path;
    }
}
