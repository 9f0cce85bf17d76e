package dev.shopkeeper.pricing.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The slow and obvious way: proximal gradient steps, all sums taken over all rows each time. */
final class SlowReference {

    /** One drawn problem. */
    record Problem(Observations observations, List<ColumnRule> rules, Penalty penalty) {}

    private SlowReference() {}

    /** Columns of very different scales that depend on each other, weights some of which are 0, factors and bounds. */
    static Problem drawn(long seed, int rows, int columns, boolean counts) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L); // neighbouring seeds would draw alike
        double[] scale =
                random.doubles(columns, -2, 2).map(e -> Math.pow(10, e)).toArray();
        double[] truth = random.doubles(columns, -1, 1).toArray();
        double[][] x = new double[rows][columns];
        double[] y = new double[rows];
        double[] weights = new double[rows];
        double[] offset = new double[rows];
        for (int i = 0; i < rows; i++) {
            double common = random.nextGaussian();
            double predictor = counts ? 0.5 : 20;
            for (int j = 0; j < columns; j++) {
                double value = 0.6 * common + 0.8 * random.nextGaussian();
                x[i][j] = scale[j] * (value + 3);
                predictor += (j % 3 == 2 ? 0 : truth[j] * (counts ? 0.4 : 2)) * value;
            }
            offset[i] = random.nextDouble() - 0.5;
            y[i] = counts
                    ? poisson(random, Math.exp(predictor + offset[i]))
                    : predictor + offset[i] + random.nextGaussian();
            weights[i] = random.nextDouble() < 0.15 ? 0 : 0.2 + random.nextDouble() * 3;
        }
        List<ColumnRule> rules = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            rules.add(
                    switch (random.nextInt(6)) {
                        case 0 -> ColumnRule.NOT_POSITIVE;
                        case 1 -> ColumnRule.NOT_NEGATIVE;
                        case 2 -> new ColumnRule(0.5, -0.3 / scale[j], 0.2 / scale[j]);
                        case 3 -> j < rows / 4 ? ColumnRule.UNPENALISED : ColumnRule.PENALISED;
                        case 4 -> ColumnRule.PENALISED.withPenaltyFactor(2);
                        default -> ColumnRule.PENALISED;
                    });
        }
        Penalty penalty = new Penalty(
                Math.pow(10, -2.5 + 2 * random.nextDouble()), new double[] {1, 0.5, 0.9, 0.1, 0}[random.nextInt(5)]);
        List<String> names =
                IntStream.range(0, columns).mapToObj(j -> "column" + j).toList();
        return new Problem(Observations.of(names, x, y).weighted(weights).offset(offset), rules, penalty);
    }

    static int poisson(Random random, double mean) {
        if (mean > 60) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-mean)) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** The least penalised loss that {@code steps} accelerated proximal gradient steps come to, Gaussian or of counts. */
    static double leastObjective(Problem problem, boolean counts, int steps) {
        Observations o = problem.observations();
        int columns = o.names().size();
        double[] shares = o.shares();
        double[][] z = standardised(o, shares);
        double[] spread = spreads(o, shares);
        double[] beta = new double[columns + 1];
        double[] ahead = beta.clone();
        double momentum = 1;
        double least = Double.POSITIVE_INFINITY;
        double step = 1;
        for (int s = 0; s < steps; s++) {
            double[] gradient = new double[columns + 1];
            double at = loss(o, shares, z, ahead, counts, gradient);
            double[] next;
            while (true) {
                next = new double[columns + 1];
                double model = at;
                double squares = 0;
                for (int j = 0; j <= columns; j++) {
                    next[j] = ahead[j] - step * gradient[j];
                    if (j < columns) {
                        ColumnRule rule = problem.rules().get(j);
                        double strength = problem.penalty().alpha() * rule.penaltyFactor() * step;
                        double mix = problem.penalty().mix();
                        double soft = Math.signum(next[j]) * Math.max(0, Math.abs(next[j]) - strength * mix);
                        next[j] = Math.clamp(
                                soft / (1 + strength * (1 - mix)), rule.lower() * spread[j], rule.upper() * spread[j]);
                    }
                    model += gradient[j] * (next[j] - ahead[j]);
                    squares += (next[j] - ahead[j]) * (next[j] - ahead[j]);
                }
                if (loss(o, shares, z, next, counts, new double[columns + 1]) <= model + squares / (2 * step) + 1e-15) {
                    break;
                }
                step /= 2;
            }
            double grown = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double objective = objective(problem, shares, z, next, counts);
            boolean rose = objective > least;
            for (int j = 0; j <= columns; j++) {
                ahead[j] = rose ? next[j] : next[j] + (momentum - 1) / grown * (next[j] - beta[j]);
            }
            momentum = rose ? 1 : grown;
            beta = next;
            least = Math.min(least, objective);
        }
        return least;
    }

    private static double objective(Problem p, double[] shares, double[][] z, double[] beta, boolean counts) {
        double sum = loss(p.observations(), shares, z, beta, counts, new double[beta.length]);
        for (int j = 0; j < beta.length - 1; j++) {
            double mix = p.penalty().mix();
            sum += p.penalty().alpha()
                    * p.rules().get(j).penaltyFactor()
                    * (mix * Math.abs(beta[j]) + (1 - mix) / 2 * beta[j] * beta[j]);
        }
        return sum;
    }

    private static double loss(
            Observations o, double[] shares, double[][] z, double[] beta, boolean counts, double[] gradient) {
        double loss = 0;
        for (int i = 0; i < z.length; i++) {
            double predictor = o.offset()[i] + beta[beta.length - 1];
            for (int j = 0; j < z[i].length; j++) {
                predictor += z[i][j] * beta[j];
            }
            double y = o.target()[i];
            double slope;
            if (counts) {
                double mean = Math.exp(predictor);
                loss += shares[i] * ((y == 0 ? 0 : y * Math.log(y / mean)) - y + mean);
                slope = shares[i] * (mean - y);
            } else {
                loss += shares[i] * (y - predictor) * (y - predictor) / 2;
                slope = shares[i] * (predictor - y);
            }
            for (int j = 0; j < z[i].length; j++) {
                gradient[j] += slope * z[i][j];
            }
            gradient[beta.length - 1] += slope;
        }
        return loss;
    }

    private static double[] means(Observations o, double[] shares) {
        double[] means = new double[o.names().size()];
        for (int i = 0; i < o.size(); i++) {
            for (int j = 0; j < means.length; j++) {
                means[j] += shares[i] * o.rows()[i][j];
            }
        }
        return means;
    }

    private static double[] spreads(Observations o, double[] shares) {
        double[] means = means(o, shares);
        double[] squares = new double[means.length];
        for (int i = 0; i < o.size(); i++) {
            for (int j = 0; j < means.length; j++) {
                squares[j] += shares[i] * Math.pow(o.rows()[i][j] - means[j], 2);
            }
        }
        return java.util.Arrays.stream(squares).map(Math::sqrt).toArray();
    }

    private static double[][] standardised(Observations o, double[] shares) {
        double[] means = means(o, shares);
        double[] spreads = spreads(o, shares);
        double[][] z = new double[o.size()][means.length];
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < means.length; j++) {
                z[i][j] = (o.rows()[i][j] - means[j]) / spreads[j];
            }
        }
        return z;
    }
}
