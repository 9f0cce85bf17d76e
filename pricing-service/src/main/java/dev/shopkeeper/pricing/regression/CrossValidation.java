package dev.shopkeeper.pricing.regression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The choice of a penalty by what it predicts of rows that it has not learnt from. All folds are fitted along one grid of
 * alphas, that of all rows. Deterministic.
 *
 * @param family of the target
 * @param folds at least one
 * @param settings of every fit
 * @param alphas in the grid of each mix
 * @param leastShare the last alpha as a share of the first
 */
public record CrossValidation(Family family, List<Fold> folds, SolverSettings settings, int alphas, double leastShare) {

    /** What is predicted, and so how it is scored. */
    public enum Family {
        /** By {@link ElasticNet}; the score is the weighted mean square error. */
        GAUSSIAN,
        /** By {@link PoissonElasticNet}; the score is the weighted mean deviance. */
        POISSON
    }

    /**
     * What one penalty came to.
     *
     * @param penalty that was tried
     * @param loss mean over folds, each by the weight of its test rows
     * @param standardError of that mean, from how the folds differ; NaN for one fold
     */
    public record Score(Penalty penalty, double loss, double standardError) {}

    /**
     * The outcome.
     *
     * @param best with the least loss
     * @param sparsest with the largest alpha, of the mix of the best, whose loss is at most one standard error above the
     *     least; the best for one fold
     * @param scores of all, mix by mix, each from the largest alpha down
     */
    public record Choice(Penalty best, Penalty sparsest, List<Score> scores) {}

    /** Checks. */
    public CrossValidation {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("There are no folds to validate on.");
        }
    }

    /**
     * Tries every alpha of every mix.
     *
     * @param rules one a column
     * @param mixes at least one
     * @throws IllegalArgumentException if there are no mixes, or a fold cannot be learnt from
     */
    public Choice choose(Observations observations, List<ColumnRule> rules, double... mixes) {
        if (mixes.length == 0) {
            throw new IllegalArgumentException("There are no mixes to choose from. Maybe 0.5?");
        }
        List<Score> scores = new ArrayList<>();
        for (double mix : mixes) {
            scores.addAll(scores(observations, rules, mix));
        }
        Score best =
                scores.stream().min(Comparator.comparingDouble(Score::loss)).orElseThrow();
        double most = best.loss + (Double.isNaN(best.standardError) ? 0 : best.standardError);
        Score sparsest = scores.stream()
                .filter(score -> score.penalty.mix() == best.penalty.mix() && score.loss <= most)
                .findFirst()
                .orElse(best);
        return new Choice(best.penalty, sparsest.penalty, scores);
    }

    private List<Score> scores(Observations observations, List<ColumnRule> rules, double mix) {
        double largest = switch (family) {
            case GAUSSIAN -> new ElasticNet(observations, rules, settings).largestAlpha(mix);
            case POISSON -> new PoissonElasticNet(observations, rules, settings).largestAlpha(mix);
        };
        double[] grid = AlphaGrid.of(largest, alphas, leastShare);
        double[][] losses = new double[grid.length][folds.size()];
        double[] weights = new double[folds.size()];
        for (int f = 0; f < folds.size(); f++) {
            Observations test = observations.rows(folds.get(f).test());
            for (double weight : test.weights()) {
                weights[f] += weight;
            }
            List<RegressionFit> fits = path(observations.rows(folds.get(f).train()), rules, mix, grid);
            for (int a = 0; a < grid.length; a++) {
                losses[a][f] = loss(fits.get(a), test);
            }
        }
        List<Score> scores = new ArrayList<>();
        for (int a = 0; a < grid.length; a++) {
            scores.add(score(new Penalty(grid[a], mix), losses[a], weights));
        }
        return scores;
    }

    private List<RegressionFit> path(Observations train, List<ColumnRule> rules, double mix, double[] grid) {
        return switch (family) {
            case GAUSSIAN -> new ElasticNet(train, rules, settings).path(mix, grid);
            case POISSON ->
                new PoissonElasticNet(train, rules, settings)
                        .path(mix, grid).stream().map(PoissonFit::predictor).toList();
        };
    }

    private double loss(RegressionFit fit, Observations test) {
        double[] shares = test.shares();
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            double predictor = fit.predict(test.rows()[i]) + test.offset()[i];
            double actual = test.target()[i];
            sum += shares[i]
                    * switch (family) {
                        case GAUSSIAN -> (actual - predictor) * (actual - predictor);
                        case POISSON -> deviance(actual, PoissonElasticNet.clamped(predictor));
                    };
        }
        return sum;
    }

    private static double deviance(double count, double predictor) {
        double expected = Math.exp(predictor);
        return 2 * ((count == 0 ? 0 : count * (Math.log(count) - predictor)) - (count - expected));
    }

    private static Score score(Penalty penalty, double[] losses, double[] weights) {
        double mean = 0;
        double total = 0;
        for (int f = 0; f < losses.length; f++) {
            mean += weights[f] * losses[f];
            total += weights[f];
        }
        mean /= total;
        double squares = 0;
        for (int f = 0; f < losses.length; f++) {
            squares += weights[f] / total * (losses[f] - mean) * (losses[f] - mean);
        }
        return new Score(penalty, mean, losses.length < 2 ? Double.NaN : Math.sqrt(squares / (losses.length - 1)));
    }
}
